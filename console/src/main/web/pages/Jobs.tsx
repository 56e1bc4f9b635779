import { Button, Loader, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, Ordered, ScanJob } from '../api.ts';
import { at, post, remove } from '../client.ts';
import { size } from '../format.ts';
import { Failure } from '../parts/Failure.tsx';
import { type Column, Table } from '../parts/Listing.tsx';
import { StateMark, VerdictMark } from '../parts/Marks.tsx';
import { Heading, ProjectFrame } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { useJobs, useMayIn } from '../queries.ts';

/** What a job is about, without the scheme of images that the platform itself holds. */
function referenceOf(job: Job): string {
  return job.kind === 'scan'
    ? job.payload.reference.replace(/^held:/, '')
    : job.payload.repository + job.payload.reference;
}

/** Asks for a scan, and shows how those that were asked for get on. */
export function JobsPage() {
  const { t } = useTranslation();
  const { project } = useParams({ from: '/inside/projects/$project/jobs' });
  const jobs = useJobs(project);
  const may = useMayIn(project);
  const columns: Column<Job>[] = [
    { label: t('job.state'), cell: (job) => <JobState job={job} /> },
    {
      label: t('job.reference'),
      cell: (job) =>
        // What was imported is scanned by a job of its own.
        job.kind === 'scan' && job.result !== undefined ? (
          <Link
            to="/projects/$project/images/$digest"
            params={{ project, digest: job.result.digest }}
          >
            {referenceOf(job)}
          </Link>
        ) : (
          referenceOf(job)
        ),
    },
    { label: t('job.kind'), cell: (job) => t(`job.kinds.${job.kind}`) },
    { label: t('job.queue'), cell: (job) => t(`job.queues.${job.queue}`) },
    {
      label: t('job.asked'),
      cell: (job) => (
        <>
          <When time={job.madeAt} />
          <div className="quiet">{job.madeBy}</div>
        </>
      ),
    },
    { label: t('job.ended'), cell: (job) => <When time={job.endedAt} /> },
    ...(may('JOB_CHANGE')
      ? [{ label: t('action.title'), cell: (job: Job) => <Change project={project} job={job} /> }]
      : []),
  ];
  return (
    <ProjectFrame project={project}>
      <Heading title={t('job.title')} />
      {may('SCAN_START') ? <Ask project={project} /> : null}
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
    mutationFn: (wanted: string) =>
      post<Ordered>(at`/projects/${project}/scans`, { reference: wanted }),
    onSuccess: () => {
      setReference('');
      return client.invalidateQueries({ queryKey: ['jobs', project] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(reference.trim());
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
        {ask.isSuccess ? t('job.accepted', { reference: ask.variables }) : ''}
      </p>
    </>
  );
}

function JobState({ job }: { job: Job }) {
  const { t } = useTranslation();
  const isScan = job.kind === 'scan';
  return (
    <>
      {job.state === 'done' && isScan && job.result !== undefined ? (
        <VerdictMark verdict={job.result.verdict} />
      ) : (
        <StateMark state={job.state} label={t(`job.states.${job.state}`)} />
      )}
      {job.state === 'running' && isScan ? <Progress progress={job.progress} /> : null}
      {job.state === 'queued' && job.readyAt !== undefined && job.attempts > 0 ? (
        <div className="quiet">
          {t('job.again')} <When time={job.readyAt} />
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

function Progress({ progress }: { progress: ScanJob['progress'] | undefined }) {
  const { t } = useTranslation();
  return progress === undefined ? null : (
    <div className="quiet">
      {t(`job.phases.${progress.phase}`)}
      {progress.bytes > 0 ? ` (${size(progress.bytes)})` : ''}
    </div>
  );
}

/** Cancels what is not over, and has tried again what waits for a person. */
function Change({ project, job }: { project: string; job: Job }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const isUnderway = job.state === 'queued' || job.state === 'running';
  const change = useMutation({
    mutationFn: () =>
      isUnderway
        ? remove<Job>(at`/projects/${project}/jobs/${job.id}`)
        : post<Job>(at`/projects/${project}/jobs/${job.id}/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs', project] }),
  });
  if (job.state === 'done') {
    return null;
  }
  const reference = referenceOf(job);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={change.isPending}
        aria-label={t(isUnderway ? 'job.cancelOne' : 'job.retryOne', { reference })}
        onClick={() => change.mutate()}
      >
        {t(isUnderway ? 'job.cancel' : 'action.retry')}
      </Button>
      <Failure error={change.error} />
    </>
  );
}
