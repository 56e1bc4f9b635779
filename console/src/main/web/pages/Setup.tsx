import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api.ts';
import { post } from '../client.ts';
import { Failure } from '../parts/Failure.tsx';
import { Outside } from '../parts/Shell.tsx';
import { takeSession } from '../queries.ts';

// Read once, and taken out of the address: a fragment reaches no server, but stays in the history.
let token: string | undefined;
function takeToken(): string {
  if (token === undefined) {
    token = decodeURIComponent(window.location.hash.slice(1));
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return token;
}

/**
 * Where a one-time link leads: to a password of one's own.
 *
 * @param isFirst whether the link makes the first administrator, who chooses a name too
 */
export function SetupPage({ isFirst }: { isFirst: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [link] = useState(takeToken);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== password;

  const setUp = useMutation({
    mutationFn: async () => {
      const ready = isFirst
        ? await post<{ name: string }>('/setup', { token: link, name, password })
        : await post<{ name: string }>('/welcome', { token: link, password });
      return post<Session>('/session', { name: ready.name, password });
    },
    onSuccess: (session) => {
      token = undefined;
      takeSession(session);
      void navigate({ to: '/sign-in' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (again === password) {
      setUp.mutate();
    }
  };

  return (
    <Outside title={t('setup.title')}>
      {link === '' ? (
        <Alert color="orange" title={t('setup.noToken')}>
          {t('setup.noTokenHint')}
        </Alert>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <p>{t(isFirst ? 'setup.first' : 'setup.invited')}</p>
            <Failure error={setUp.error} />
            {isFirst ? (
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
            ) : null}
            <PasswordInput
              label={t('signIn.password')}
              description={t('setup.passwordHint')}
              name="password"
              autoComplete="new-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('setup.again')}
              name="password-again"
              autoComplete="new-password"
              required
              error={differs ? t('setup.differs') : undefined}
              value={again}
              onChange={(event) => setAgain(event.currentTarget.value)}
            />
            <Button type="submit" loading={setUp.isPending}>
              {t('setup.submit')}
            </Button>
          </Stack>
        </form>
      )}
    </Outside>
  );
}
