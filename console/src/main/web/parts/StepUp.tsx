import { Button, Group, Modal, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactorMethod, KeyChallenge, Session } from '../api.ts';
import { onStepUp, post } from '../client.ts';
import { takeSession } from '../queries.ts';
import { askKey, canUseKeys } from '../webauthn.ts';
import { Failure } from './Failure.tsx';

/** By what: a code where there is an app for it, else a key, and the password where it is all there is. */
function methodOf(methods: FactorMethod[]): FactorMethod | 'password' {
  if (methods.includes('totp')) {
    return 'totp';
  }
  if (methods.includes('webauthn') && canUseKeys()) {
    return 'webauthn';
  }
  return methods.length > 0 ? 'recovery' : 'password';
}

/** Has the person show a factor again when the server wants a fresh one for what they just did. */
export function StepUp({ methods }: { methods: FactorMethod[] }) {
  const { t } = useTranslation();
  const [settle, setSettle] = useState<((isShown: boolean) => void) | undefined>();
  const [code, setCode] = useState('');
  const method = methodOf(methods);

  useEffect(() => {
    onStepUp(() => new Promise((resolve) => setSettle(() => resolve)));
    return () => onStepUp(undefined);
  }, []);

  const end = (isShown: boolean) => {
    setCode('');
    setSettle(undefined);
    show.reset();
    settle?.(isShown);
  };
  const show = useMutation({
    mutationFn: async () => {
      if (method !== 'webauthn') {
        return post<Session>('/session/step-up', { method, code: code.trim() });
      }
      const challenge = await post<KeyChallenge>('/session/webauthn/challenge');
      return post<Session>('/session/webauthn', { credential: await askKey(challenge) });
    },
    onSuccess: (session) => {
      takeSession(session);
      end(true);
    },
    onError: () => setCode(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    show.mutate();
  };
  const field = {
    name: 'step-up-code',
    required: true,
    value: code,
    'data-autofocus': true,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setCode(event.currentTarget.value),
  };

  return (
    // Locking the page's scroll would need a style element.
    <Modal
      opened={settle !== undefined}
      onClose={() => end(false)}
      title={t('stepUp.title')}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('action.cancel') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <p>{t('stepUp.why')}</p>
          <Failure error={show.error} />
          {method === 'password' ? (
            <PasswordInput
              label={t('signIn.password')}
              autoComplete="current-password"
              {...field}
            />
          ) : method === 'webauthn' ? (
            <p>{t('factor.hint.webauthn')}</p>
          ) : (
            <TextInput
              label={t(`factor.label.${method}`)}
              description={t(`factor.hint.${method}`)}
              autoComplete="one-time-code"
              inputMode={method === 'totp' ? 'numeric' : 'text'}
              {...field}
            />
          )}
          <Group>
            <Button type="submit" loading={show.isPending}>
              {t('action.continue')}
            </Button>
            <Button variant="default" onClick={() => end(false)}>
              {t('action.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
