import { Button, Checkbox, Loader, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Enrolled, TotpSecret } from '../api.ts';
import { post, put, remember } from '../client.ts';
import { Failure } from './Failure.tsx';
import { Copy, QrCode, RecoveryCodeList } from './Once.tsx';

/** Joins an authenticator app with the account: the secret, a first code, and the recovery codes. */
export function EnrolTotp({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [areKept, setAreKept] = useState(false);
  // One secret as long as this part is shown: a second one would void the first.
  const secret = useQuery({
    queryKey: ['me', 'new-totp'],
    queryFn: () => post<TotpSecret>('/me/totp'),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const confirm = useMutation({
    mutationFn: async () => remember(await put<Enrolled>('/me/totp', { code: code.trim() })),
    // Where there were recovery codes before, there is nothing to show.
    onSuccess: ({ recoveryCodes }) => (recoveryCodes ? undefined : onDone()),
    gcTime: 0,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };

  if (confirm.data?.recoveryCodes) {
    return (
      <Stack>
        <h2>{t('recovery.title')}</h2>
        <RecoveryCodeList codes={confirm.data.recoveryCodes} />
        <Checkbox
          label={t('recovery.kept')}
          checked={areKept}
          onChange={(event) => setAreKept(event.currentTarget.checked)}
        />
        <Button disabled={!areKept} onClick={onDone}>
          {t('action.continue')}
        </Button>
      </Stack>
    );
  }
  if (secret.data === undefined) {
    return secret.isError ? (
      <Failure error={secret.error} retry={() => void secret.refetch()} />
    ) : (
      <Loader role="status" aria-label={t('state.loading')} />
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t('enrol.scan')}</p>
        <QrCode text={secret.data.uri} label={t('enrol.qr')} />
        <div>
          {t('enrol.secret')}{' '}
          <code className="code" data-testid="totp-secret">
            {secret.data.secret}
          </code>{' '}
          <Copy text={secret.data.secret} />
        </div>
        <Failure error={confirm.error} />
        <TextInput
          label={t('factor.label.totp')}
          description={t('enrol.code')}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" loading={confirm.isPending}>
          {t('enrol.submit')}
        </Button>
      </Stack>
    </form>
  );
}
