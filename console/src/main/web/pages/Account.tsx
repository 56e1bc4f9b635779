import { Alert, Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import {
  type UseMutationResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type FormEvent, Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Enrolled, FactorMethod, KeyChallenge, Me, Session, Token } from '../api.ts';
import { at, post, put, remember, remove } from '../client.ts';
import { EnrolTotp } from '../parts/EnrolTotp.tsx';
import { Failure } from '../parts/Failure.tsx';
import { Listing } from '../parts/Listing.tsx';
import { Copy, RecoveryCodeList } from '../parts/Once.tsx';
import { Heading } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import {
  freshSession,
  me,
  ownKeys,
  ownSessions,
  ownTokens,
  sessionQuery,
  takeSession,
} from '../queries.ts';
import { canUseKeys, makeKey } from '../webauthn.ts';

/** One's own factors, sessions, tokens and password. */
export function AccountPage() {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  const self = useQuery(me());
  return (
    <>
      <Heading title={t('nav.account')} />
      <Failure error={self.error} retry={() => void self.refetch()} />
      <p>
        {self.data?.name}
        {self.data?.roles.map(({ role, project }) => (
          <span key={`${role} ${project}`} className="quiet">
            {' · '}
            {role}
            {project ? `@${project}` : ''}
          </span>
        ))}
      </p>
      <Factors methods={session.data?.methods ?? []} />
      {self.data !== undefined ? <Keys self={self.data} /> : null}
      <Sessions />
      <Tokens />
      <Password />
    </>
  );
}

/** Removes something and asks anew for what it was listed in. */
function useRemoval(path: string, key: string[]): UseMutationResult<unknown, Error, void> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove(path),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

function Remove(props: { path: string; changes: string[]; label: string; what: string }) {
  const removal = useRemoval(props.path, props.changes);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={removal.isPending}
        aria-label={`${props.label}: ${props.what}`}
        onClick={() => removal.mutate()}
      >
        {props.label}
      </Button>
      <Failure error={removal.error} />
    </>
  );
}

function Factors({ methods }: { methods: FactorMethod[] }) {
  const { t } = useTranslation();
  const [isEnrolling, setIsEnrolling] = useState(false);
  return (
    <section aria-labelledby="factors">
      <h2 id="factors">{t('account.factors')}</h2>
      <dl className="facts">
        {(['totp', 'webauthn', 'recovery'] as const).map((method) => (
          <Fragment key={method}>
            <dt>{t(`account.${method}`)}</dt>
            <dd>{t(methods.includes(method) ? 'state.yes' : 'state.no')}</dd>
          </Fragment>
        ))}
      </dl>
      {isEnrolling ? (
        <div className="column">
          <EnrolTotp
            onDone={() => {
              setIsEnrolling(false);
              void freshSession();
            }}
          />
        </div>
      ) : (
        <p>
          <Button variant="default" onClick={() => setIsEnrolling(true)}>
            {t(methods.includes('totp') ? 'account.replaceTotp' : 'account.addTotp')}
          </Button>
        </p>
      )}
    </section>
  );
}

function Keys({ self }: { self: Me }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">{t('account.keys')}</h2>
      {canUseKeys() ? <AddKey self={self} /> : null}
      <Listing
        source={ownKeys()}
        empty={<p>{t('account.noKeys')}</p>}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(key) => key.id}
        columns={[
          { label: t('account.keyName'), cell: (key) => key.name },
          { label: t('account.made'), cell: (key) => <When time={key.madeAt} /> },
          {
            label: t('account.lastUsed'),
            cell: (key) => <When time={key.lastUsedAt ?? undefined} />,
          },
          {
            label: t('action.title'),
            cell: (key) => (
              <Remove
                path={at`/me/webauthn/${key.id}`}
                changes={['me', 'webauthn']}
                label={t('action.remove')}
                what={key.name}
              />
            ),
          },
        ]}
      />
    </section>
  );
}

function AddKey({ self }: { self: Me }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: async () => {
      const challenge = await post<KeyChallenge>('/me/webauthn');
      const credential = await makeKey(challenge, self);
      return remember(await put<Enrolled>('/me/webauthn', { name: name.trim(), credential }));
    },
    gcTime: 0,
    onSuccess: () => {
      setName('');
      void freshSession();
      return client.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const codes = add.data?.recoveryCodes;
  return (
    <>
      <form className="filters" onSubmit={submit}>
        <TextInput
          label={t('account.keyName')}
          name="key-name"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('account.addKey')}
        </Button>
      </form>
      <Failure error={add.error} />
      {codes ? (
        <Alert role="status" title={t('recovery.title')} mb="md">
          <RecoveryCodeList codes={codes} />
        </Alert>
      ) : null}
    </>
  );
}

function Sessions() {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t('account.sessions')}</h2>
      <Listing
        source={ownSessions()}
        empty={null}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(session) => session.id}
        columns={[
          { label: t('account.began'), cell: (session) => <When time={session.madeAt} /> },
          { label: t('account.lastSeen'), cell: (session) => <When time={session.seenAt} /> },
          {
            label: t('account.address'),
            cell: (session) => <span className="code">{session.address}</span>,
          },
          {
            label: t('action.title'),
            cell: (session) =>
              session.current ? (
                t('account.thisOne')
              ) : (
                <Remove
                  path={at`/me/sessions/${session.id}`}
                  changes={['me', 'sessions']}
                  label={t('account.end')}
                  what={session.address}
                />
              ),
          },
        ]}
      />
    </section>
  );
}

const READ = ['PROJECT_READ', 'IMAGE_READ', 'FINDING_READ', 'CERTIFICATE_READ', 'JOB_READ'];
const PURPOSES = {
  read: READ,
  scan: [...READ, 'SCAN_START'],
  push: ['PROJECT_READ', 'IMAGE_READ', 'IMAGE_PULL', 'IMAGE_PUSH'],
};
type Purpose = keyof typeof PURPOSES;

function Tokens() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState<Purpose>('read');
  const [days, setDays] = useState('30');
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () =>
      post<Token>('/me/tokens', {
        name: name.trim(),
        permissions: PURPOSES[purpose],
        days: Number(days),
      }),
    gcTime: 0,
    onSuccess: () => {
      setName('');
      return client.invalidateQueries({ queryKey: ['me', 'tokens'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">{t('account.tokens')}</h2>
      <p className="quiet">{t('account.tokensHint')}</p>
      <form className="filters" onSubmit={submit}>
        <TextInput
          label={t('account.tokenName')}
          name="token-name"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('account.tokenFor')}
          name="token-for"
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value as Purpose)}
          data={(Object.keys(PURPOSES) as Purpose[]).map((value) => ({
            value,
            label: t(`account.purposes.${value}`),
          }))}
        />
        <TextInput
          type="number"
          min={1}
          max={90}
          label={t('account.tokenDays')}
          name="token-days"
          required
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={make.isPending}>
          {t('account.makeToken')}
        </Button>
      </form>
      <Failure error={make.error} />
      {make.data?.token !== undefined ? (
        <Alert role="status" title={t('account.newToken', { name: make.data.name })} mb="md">
          <p>{t('account.once')}</p>
          <p className="code">{make.data.token}</p>
          <Copy text={make.data.token} />
        </Alert>
      ) : null}
      <Listing
        source={ownTokens()}
        empty={<p>{t('account.noTokens')}</p>}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(token) => token.id}
        columns={[
          { label: t('account.tokenName'), cell: (token) => token.name },
          { label: t('account.made'), cell: (token) => <When time={token.madeAt} /> },
          { label: t('account.expires'), cell: (token) => <When time={token.validUntil} /> },
          { label: t('account.lastUsed'), cell: (token) => <When time={token.lastUsedAt} /> },
          {
            label: t('action.title'),
            cell: (token) => (
              <Remove
                path={at`/me/tokens/${token.id}`}
                changes={['me', 'tokens']}
                label={t('action.remove')}
                what={token.name}
              />
            ),
          },
        ]}
      />
    </section>
  );
}

function Password() {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => put<Session>('/me/password', { current, password }),
    onSuccess: (session) => {
      takeSession(session);
      setCurrent('');
      setPassword('');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <section aria-labelledby="password">
      <h2 id="password">{t('signIn.password')}</h2>
      <form className="filters" onSubmit={submit}>
        <PasswordInput
          label={t('account.currentPassword')}
          name="current-password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('account.newPassword')}
          name="new-password"
          autoComplete="new-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('account.changePassword')}
        </Button>
      </form>
      <Failure error={change.error} />
      <p role="status">{change.isSuccess ? t('account.passwordChanged') : ''}</p>
    </section>
  );
}
