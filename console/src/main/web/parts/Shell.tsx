import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { remove } from '../client.ts';
import { choose, LANGUAGES, type Language } from '../i18n.ts';
import { endSession, sessionQuery, useMay } from '../queries.ts';
import { Failure } from './Failure.tsx';
import { StepUp } from './StepUp.tsx';

/** The choice of language, in the languages' own names. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <select
      aria-label={t('nav.language')}
      value={i18n.language}
      onChange={(event) => choose(event.currentTarget.value as Language)}
    >
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Bar({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  return (
    <header className="bar">
      <div className="bar-inner">
        <Link to="/" className="brand">
          <img src="/seaworthy.svg" alt="" width="26" height="26" />
          Seaworthy
        </Link>
        {children}
        <div className="bar-end">
          <LanguageChoice />
          {end}
        </div>
      </div>
    </header>
  );
}

/** The frame of what can be seen without being signed in. */
export function Outside({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Bar />
      <main id="main" className="page narrow">
        <Heading title={title} />
        {children}
      </main>
    </>
  );
}

/** The title of a page, in the page and in the window. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Seaworthy`;
  }, [title]);
  return (
    <h1>
      {title}
      {children}
    </h1>
  );
}

/** The frame of everything that wants a person signed in. */
export function Shell() {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  const may = useMay();
  const router = useRouter();
  const isSignedIn = session.data === undefined || session.data?.state === 'signed-in';

  // The session can end at any time, by itself or from another window.
  useEffect(() => {
    if (!isSignedIn) {
      const onward = router.state.location.href;
      void router.navigate({ to: '/sign-in', search: { onward }, replace: true });
    }
  }, [isSignedIn, router]);

  const signOut = useMutation({
    mutationFn: () => remove('/session'),
    onSuccess: endSession,
  });

  return (
    <>
      <a href="#main" className="skip">
        {t('nav.skip')}
      </a>
      <Bar
        end={
          <Button size="xs" variant="white" onClick={() => signOut.mutate()}>
            {t('nav.signOut')}
          </Button>
        }
      >
        <nav className="bar-nav" aria-label={t('nav.main')}>
          <Link to="/" activeOptions={{ exact: true }}>
            {t('nav.projects')}
          </Link>
          {may('AUDIT_READ') ? <Link to="/audit">{t('nav.audit')}</Link> : null}
          {may('IDENTITY_READ') ? <Link to="/people">{t('nav.people')}</Link> : null}
          <Link to="/account">{session.data?.name ?? t('nav.account')}</Link>
        </nav>
      </Bar>
      <StepUp methods={session.data?.methods ?? []} />
      <main id="main" className="page" tabIndex={-1}>
        <Failure error={signOut.error} />
        {isSignedIn ? <Outlet /> : null}
      </main>
    </>
  );
}

/** Where one is within a project. */
export function ProjectFrame({ project, children }: { project: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <nav className="crumbs" aria-label={t('nav.path')}>
        <Link to="/">{t('nav.projects')}</Link>
        <span aria-hidden="true">/</span>
        <span>{project}</span>
      </nav>
      <nav className="tabs" aria-label={t('nav.inProject', { project })}>
        <Link to="/projects/$project/images" params={{ project }}>
          {t('nav.images')}
        </Link>
        <Link to="/projects/$project/jobs" params={{ project }}>
          {t('nav.jobs')}
        </Link>
      </nav>
      {children}
    </>
  );
}
