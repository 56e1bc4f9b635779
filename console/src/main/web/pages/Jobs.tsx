import { Button, Loader, Progress, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../api.ts';
import { at, post, remove } from '../client.ts';
import { Failure } from '../parts/Failure.tsx';
import { type Column, Table } from '../parts/Listing.tsx';
import { StateMark, VerdictMark } from '../parts/Marks.tsx';
import { Heading, ProjectFrame } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { useJobs } from '../queries.ts';

/** Asks for a scan, and shows how those that were asked for get on. */
export function JobsPage() {
  const { t } = useTranslation();
  const { project } = useParams({ from: '/inside/projects/$project/jobs' });
  const jobs = useJobs(project);
  const columns: Column<Job>[] = [
    { label: t('job.state'), cell: (job) => <JobState job={job} /> },
    {
      label: t('job.reference'),
      cell: (job) =>
        job.digest === undefined ? (
          job.reference
        ) : (
          <Link to="/projects/$project/images/$digest" params={{ project, digest: job.digest }}>
            {job.reference}
          </Link>
        ),
    },
    { label: t('job.queue'), cell: (job) => t(`job.queues.${job.queue}`) },
    { label: t('job.asked'), cell: (job) => <When time={job.madeAt} /> },
    { label: t('job.ended'), cell: (job) => <When time={job.endedAt} /> },
    { label: t('action.title'), cell: (job) => <Cancel project={project} job={job} /> },
  ];
  return (
    <ProjectFrame project={project}>
      <Heading title={t('job.title')} />
      <Ask project={project} />
      <Failure error={jobs.error} retry={() => void jobs.refetch()} />
      {jobs.isPending ? <Loader role="status" aria-label={t('state.loading')} /> : null}
      {jobs.data === undefined ? null : jobs.data.items.length === 0 ? (
        <p className="quiet">{t('job.empty')}</p>
      ) : (
        <Table
          caption={t('job.latest', { count: jobs.data.items.length })}
          columns={columns}
          rows={jobs.data.items}
          keyOf={(job) => job.id}
        />
      )}
    </ProjectFrame>
  );
}

function Ask({ project }: { project: string }) {
  const { t } = useTranslation();
  const [reference, setReference] = useState('');
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: () => post<Job>(at`/projects/${project}/scans`, { reference: reference.trim() }),
    onSuccess: () => {
      setReference('');
      return client.invalidateQueries({ queryKey: ['jobs', project] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <>
      <form className="filters" onSubmit={submit}>
        <TextInput
          className="wide"
          label={t('job.reference')}
          placeholder="registry.example/shop/cart:1.8"
          name="reference"
          autoCapitalize="none"
          required
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <Button type="submit" loading={ask.isPending}>
          {t('job.ask')}
        </Button>
      </form>
      <Failure error={ask.error} />
      <p role="status" className="quiet">
        {ask.data !== undefined ? t('job.accepted', { reference: ask.data.reference }) : ''}
      </p>
    </>
  );
}

function JobState({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { progress } = job;
  const share =
    progress?.total !== undefined && progress.total > 0
      ? (100 * progress.done) / progress.total
      : undefined;
  return (
    <>
      {job.state === 'done' && job.verdict !== undefined ? (
        <VerdictMark verdict={job.verdict} />
      ) : (
        <StateMark state={job.state} label={t(`job.states.${job.state}`)} />
      )}
      {job.state === 'running' && progress !== undefined ? (
        <div className="quiet">
          {progress.step}
          {share !== undefined ? (
            <Progress value={share} size="sm" aria-label={t('job.progress')} />
          ) : null}
        </div>
      ) : null}
      {job.attempts > 1 ? (
        <div className="quiet">
          {t('job.attempt', { attempt: String(job.attempts), max: String(job.attemptsMax) })}
        </div>
      ) : null}
      {job.failure ? <div className="quiet">{job.failure}</div> : null}
    </>
  );
}

function Cancel({ project, job }: { project: string; job: Job }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => remove(at`/projects/${project}/jobs/${job.id}`),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs', project] }),
  });
  if (job.state !== 'queued' && job.state !== 'running') {
    return null;
  }
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={cancel.isPending}
        aria-label={t('job.cancelOne', { reference: job.reference })}
        onClick={() => cancel.mutate()}
      >
        {t('job.cancel')}
      </Button>
      <Failure error={cancel.error} />
    </>
  );
}
