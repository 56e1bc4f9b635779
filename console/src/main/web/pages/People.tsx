import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, Person } from '../api.ts';
import { at, post } from '../client.ts';
import { Failure } from '../parts/Failure.tsx';
import { Listing } from '../parts/Listing.tsx';
import { StateMark } from '../parts/Marks.tsx';
import { Copy } from '../parts/Once.tsx';
import { Heading } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { people, roles } from '../queries.ts';

/** Who has an account, and what the roles allow. */
export function PeoplePage() {
  const { t } = useTranslation();
  return (
    <>
      <Heading title={t('nav.people')} />
      <Invite />
      <Listing
        source={people()}
        empty={<p>{t('person.empty')}</p>}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(person) => person.id}
        columns={[
          { label: t('person.name'), cell: (person) => person.name },
          {
            label: t('person.state'),
            cell: (person) => (
              <StateMark state={person.state} label={t(`person.states.${person.state}`)} />
            ),
          },
          {
            label: t('person.secondFactor'),
            cell: (person) => t(person.hasSecondFactor ? 'state.yes' : 'state.no'),
          },
          { label: t('person.roles'), cell: (person) => person.roles.join(', ') || '–' },
          { label: t('person.lastSignIn'), cell: (person) => <When time={person.lastSignInAt} /> },
          { label: t('action.title'), cell: (person) => <Switch person={person} /> },
        ]}
      />
      <h2>{t('role.title')}</h2>
      <Listing
        source={roles()}
        empty={<p>{t('role.empty')}</p>}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(role) => role.name}
        columns={[
          { label: t('role.name'), cell: (role) => role.name },
          { label: t('role.scope'), cell: (role) => t(`role.scopes.${role.scope}`) },
          {
            label: t('role.permissions'),
            cell: (role) => <span className="code">{role.permissions.join(', ')}</span>,
          },
        ]}
      />
    </>
  );
}

function Invite() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: () => post<Invitation>('/people', { name: name.trim() }),
    gcTime: 0,
    onSuccess: () => {
      setName('');
      return client.invalidateQueries({ queryKey: ['people'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <>
      <form className="filters" onSubmit={submit}>
        <TextInput
          label={t('person.name')}
          name="name"
          autoComplete="off"
          autoCapitalize="none"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={invite.isPending}>
          {t('person.invite')}
        </Button>
      </form>
      <Failure error={invite.error} />
      {invite.data !== undefined ? <OneTimeLink invitation={invite.data} /> : null}
    </>
  );
}

function OneTimeLink({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation();
  return (
    <Alert role="status" title={t('person.link', { name: invitation.person.name })} mb="md">
      <p>{t('person.linkHint')}</p>
      <p className="code">{invitation.link}</p>
      <p>
        <Copy text={invitation.link} /> {t('person.linkEnds')} <When time={invitation.expiresAt} />
      </p>
    </Alert>
  );
}

function Switch({ person }: { person: Person }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const action = person.state === 'disabled' ? 'enable' : 'disable';
  const change = useMutation({
    mutationFn: () =>
      post(
        action === 'enable' ? at`/people/${person.id}/enable` : at`/people/${person.id}/disable`,
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={change.isPending}
        aria-label={t(`person.${action}One`, { name: person.name })}
        onClick={() => change.mutate()}
      >
        {t(`person.${action}`)}
      </Button>
      <Failure error={change.error} />
    </>
  );
}
