import { Alert, Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Project, Visibility } from '../api.ts';
import { post } from '../client.ts';
import { Failure } from '../parts/Failure.tsx';
import { Listing } from '../parts/Listing.tsx';
import { Heading } from '../parts/Shell.tsx';
import { projects, sessionQuery, useMay } from '../queries.ts';

/** The projects that one may see. */
export function ProjectsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const session = useQuery(sessionQuery).data;
  return (
    <>
      <Heading title={t('nav.projects')} />
      {session?.methods.length === 0 ? (
        <Alert title={t('factor.advice')} mb="md">
          <Link to="/account">{t('account.addTotp')}</Link>
        </Alert>
      ) : null}
      {may('PROJECT_CREATE') ? <Make /> : null}
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
          {
            label: t('project.visibility'),
            cell: (project) => t(`project.visibilities.${project.visibility}`),
          },
          {
            label: t('project.policy'),
            cell: (project) => project.policy || t('project.installationPolicy'),
          },
          { label: t('project.boundary'), cell: (project) => project.boundary || '–' },
        ]}
      />
    </>
  );
}

const VISIBILITIES: Visibility[] = ['private', 'public', 'sensitive'];

function Make() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [visibility, setVisibility] = useState('private');
  const [policy, setPolicy] = useState('');
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () =>
      post<Project>('/projects', {
        name: name.trim(),
        visibility,
        ...(policy.trim() === '' ? {} : { policy: policy.trim() }),
      }),
    onSuccess: () => {
      setName('');
      setPolicy('');
      return client.invalidateQueries({ queryKey: ['projects'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <>
      <form className="filters" onSubmit={submit}>
        <TextInput
          label={t('project.name')}
          name="project"
          autoComplete="off"
          autoCapitalize="none"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('project.visibility')}
          name="visibility"
          value={visibility}
          onChange={(event) => setVisibility(event.currentTarget.value)}
          data={VISIBILITIES.map((value) => ({ value, label: t(`project.visibilities.${value}`) }))}
        />
        <TextInput
          label={t('project.policy')}
          name="policy"
          placeholder={t('project.installationPolicy')}
          autoComplete="off"
          autoCapitalize="none"
          value={policy}
          onChange={(event) => setPolicy(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={make.isPending}>
          {t('project.make')}
        </Button>
      </form>
      <Failure error={make.error} />
    </>
  );
}
