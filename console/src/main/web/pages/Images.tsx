import { NativeSelect, TextInput } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../api.ts';
import { shortDigest } from '../format.ts';
import { Filters } from '../parts/Filters.tsx';
import { Listing } from '../parts/Listing.tsx';
import { CountsList, VerdictMark } from '../parts/Marks.tsx';
import { Heading, ProjectFrame } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { images } from '../queries.ts';

const FROM = '/inside/projects/$project/images';
const VERDICTS: Outcome[] = ['refused', 'cleared-with-deviations', 'cleared'];

/** The images of a project: may they run, until when, and what stands against them. */
export function ImagesPage() {
  const { t } = useTranslation();
  const { project } = useParams({ from: FROM });
  const search = useSearch({ from: FROM });
  const navigate = useNavigate();
  return (
    <ProjectFrame project={project}>
      <Heading title={t('image.title', { project })} />
      <Filters
        key={JSON.stringify(search)}
        values={search}
        onChange={(values) =>
          void navigate({ to: '/projects/$project/images', params: { project }, search: values })
        }
      >
        <NativeSelect
          name="verdict"
          label={t('verdict.title')}
          defaultValue={search.verdict ?? ''}
          data={[
            { value: '', label: t('filter.all') },
            ...VERDICTS.map((value) => ({ value, label: t(`verdict.${value}`) })),
          ]}
        />
        <TextInput
          name="repository"
          label={t('image.repository')}
          defaultValue={search.repository ?? ''}
        />
      </Filters>
      <Listing
        source={images(project, search)}
        empty={
          <>
            <p>{t('image.empty')}</p>
            <Link to="/projects/$project/jobs" params={{ project }}>
              {t('job.ask')}
            </Link>
          </>
        }
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(image) => image.repository + image.digest}
        columns={[
          { label: t('verdict.title'), cell: (image) => <VerdictMark verdict={image.verdict} /> },
          {
            label: t('image.image'),
            cell: (image) => (
              <>
                <Link
                  to="/projects/$project/images/$digest"
                  params={{ project, digest: image.digest }}
                  search={{ repository: image.repository }}
                >
                  {image.repository}
                  {image.tags.length > 0 ? `:${image.tags.join(', ')}` : ''}
                </Link>
                <div className="digest quiet" title={image.digest}>
                  {shortDigest(image.digest)}
                </div>
              </>
            ),
          },
          {
            label: t('image.findings'),
            cell: (image) => <CountsList counts={image.counts} />,
          },
          { label: t('image.validUntil'), cell: (image) => <When time={image.validUntil} /> },
          { label: t('image.surveyedAt'), cell: (image) => <When time={image.surveyedAt} /> },
        ]}
      />
    </ProjectFrame>
  );
}
