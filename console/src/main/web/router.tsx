import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { AccountPage } from './pages/Account.tsx';
import { AuditPage } from './pages/Audit.tsx';
import { FindingPage } from './pages/Finding.tsx';
import { ImagePage } from './pages/Image.tsx';
import { ImagesPage } from './pages/Images.tsx';
import { JobsPage } from './pages/Jobs.tsx';
import { NotFoundPage } from './pages/NotFound.tsx';
import { PeoplePage } from './pages/People.tsx';
import { ProjectsPage } from './pages/Projects.tsx';
import { SetupPage } from './pages/Setup.tsx';
import { SignInPage } from './pages/SignIn.tsx';
import { Failure } from './parts/Failure.tsx';
import { Shell } from './parts/Shell.tsx';
import { queryClient, sessionQuery } from './queries.ts';

/** Search parameters that are texts and not empty; whatever else a link holds is passed over. */
function texts<K extends string>(...names: K[]) {
  return (search: Record<string, unknown>): Partial<Record<K, string | undefined>> => {
    const found: Partial<Record<K, string | undefined>> = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value !== '') {
        found[name] = value;
      } else if (typeof value === 'number') {
        found[name] = String(value);
      }
    }
    return found;
  };
}

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error }) => <Failure error={error} />,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: texts('onward'),
  component: SignInPage,
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: () => <SetupPage isFirst />,
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: () => <SetupPage isFirst={false} />,
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session?.state !== 'signed-in') {
      throw redirect({ to: '/sign-in', search: { onward: location.href } });
    }
  },
  component: Shell,
});

const projects = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: ProjectsPage,
});

const images = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$project/images',
  validateSearch: texts('verdict', 'repository'),
  component: ImagesPage,
});

const image = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$project/images/$digest',
  validateSearch: texts('repository', 'severity', 'kind'),
  component: ImagePage,
});

const finding = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$project/images/$digest/findings/$finding',
  validateSearch: texts('repository'),
  component: FindingPage,
});

const jobs = createRoute({
  getParentRoute: () => inside,
  path: '/projects/$project/jobs',
  component: JobsPage,
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: texts('from', 'to', 'actor', 'action', 'subject', 'result'),
  component: AuditPage,
});

const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  component: PeoplePage,
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: AccountPage,
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setup,
    welcome,
    inside.addChildren([projects, images, image, finding, jobs, audit, people, account]),
  ]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
