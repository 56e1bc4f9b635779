import { Button, Loader, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api.ts';
import { post } from '../client.ts';
import { safePath } from '../format.ts';
import { EnrolTotp } from '../parts/EnrolTotp.tsx';
import { Failure } from '../parts/Failure.tsx';
import { SecondFactor } from '../parts/SecondFactor.tsx';
import { Outside } from '../parts/Shell.tsx';
import { freshSession, sessionQuery, takeSession } from '../queries.ts';

/** Signing in: the password, then what the session still wants. */
export function SignInPage() {
  const { t } = useTranslation();
  const { onward } = useSearch({ from: '/sign-in' });
  const session = useQuery(sessionQuery);

  if (session.isPending) {
    return (
      <Outside title={t('signIn.title')}>
        <Loader role="status" aria-label={t('state.loading')} />
      </Outside>
    );
  }
  switch (session.data?.state) {
    case 'signed-in':
      return <Onward path={safePath(onward)} />;
    case 'second-factor':
      return (
        <Outside title={t('factor.title')}>
          <SecondFactor methods={session.data.methods} />
        </Outside>
      );
    case 'enrol-second-factor':
      return (
        <Outside title={t('enrol.title')}>
          <p>{t('enrol.why')}</p>
          <EnrolTotp onDone={() => void freshSession()} />
        </Outside>
      );
    default:
      return (
        <Outside title={t('signIn.title')}>
          <Failure error={session.error} retry={() => void session.refetch()} />
          <Password />
        </Outside>
      );
  }
}

/** Goes to where the person wanted to before signing in. */
function Onward({ path }: { path: string }) {
  const { history } = useRouter();
  useEffect(() => history.replace(path), [history, path]);
  return null;
}

function Password() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => post<Session>('/session', { name, password }),
    onSuccess: takeSession,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Failure error={signIn.error} />
        <TextInput
          label={t('signIn.name')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
