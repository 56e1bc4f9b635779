import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactorMethod, KeyChallenge, Session } from '../api.ts';
import { post, remove } from '../client.ts';
import { endSession, takeSession } from '../queries.ts';
import { askKey, canUseKeys } from '../webauthn.ts';
import { Failure } from './Failure.tsx';

/** Asks for one of the second factors that the account has. */
export function SecondFactor({ methods }: { methods: FactorMethod[] }) {
  const { t } = useTranslation();
  const usable = methods.filter((method) => method !== 'webauthn' || canUseKeys());
  const [chosen, choose] = useState<FactorMethod | undefined>(usable[0]);
  return (
    <Stack>
      {chosen === undefined ? <p>{t('factor.noneUsable')}</p> : null}
      {chosen === 'webauthn' ? <SecurityKey /> : null}
      {chosen === 'totp' || chosen === 'recovery' ? <Code key={chosen} method={chosen} /> : null}
      {usable
        .filter((method) => method !== chosen)
        .map((method) => (
          <Button key={method} variant="subtle" onClick={() => choose(method)}>
            {t(`factor.use.${method}`)}
          </Button>
        ))}
      <GiveUp />
    </Stack>
  );
}

function Code({ method }: { method: 'totp' | 'recovery' }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const check = useMutation({
    mutationFn: () => post<Session>('/session/second-factor', { method, code: code.trim() }),
    onSuccess: takeSession,
    onError: () => setCode(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    check.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Failure error={check.error} />
        <TextInput
          label={t(`factor.label.${method}`)}
          description={t(`factor.hint.${method}`)}
          name="code"
          autoComplete="one-time-code"
          inputMode={method === 'totp' ? 'numeric' : 'text'}
          required
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={check.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}

function SecurityKey() {
  const { t } = useTranslation();
  const check = useMutation({
    mutationFn: async () => {
      const challenge = await post<KeyChallenge>('/session/webauthn/challenge');
      return post<Session>('/session/webauthn', { credential: await askKey(challenge) });
    },
    onSuccess: takeSession,
  });
  return (
    <Stack>
      <Failure error={check.error} />
      <p>{t('factor.hint.webauthn')}</p>
      <Button autoFocus loading={check.isPending} onClick={() => check.mutate()}>
        {t('factor.label.webauthn')}
      </Button>
    </Stack>
  );
}

function GiveUp() {
  const { t } = useTranslation();
  const giveUp = useMutation({
    mutationFn: () => remove('/session'),
    onSettled: () => endSession(),
  });
  return (
    <Button variant="subtle" color="gray" onClick={() => giveUp.mutate()}>
      {t('factor.giveUp')}
    </Button>
  );
}
