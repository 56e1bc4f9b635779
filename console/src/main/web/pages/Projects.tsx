import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Listing } from '../parts/Listing.tsx';
import { Heading } from '../parts/Shell.tsx';
import { projects } from '../queries.ts';

/** The projects that one may see. */
export function ProjectsPage() {
  const { t } = useTranslation();
  return (
    <>
      <Heading title={t('nav.projects')} />
      <Listing
        source={projects()}
        empty={t('project.empty')}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(project) => project.name}
        columns={[
          {
            label: t('project.name'),
            cell: (project) => (
              <Link to="/projects/$project/images" params={{ project: project.name }}>
                {project.name}
              </Link>
            ),
          },
          { label: t('project.class'), cell: (project) => t(`project.classes.${project.class}`) },
          { label: t('project.policy'), cell: (project) => project.policy },
          { label: t('project.boundary'), cell: (project) => project.boundary ?? '–' },
        ]}
      />
    </>
  );
}
