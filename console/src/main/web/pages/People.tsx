import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invited, Person } from '../api.ts';
import { at, post } from '../client.ts';
import { Failure } from '../parts/Failure.tsx';
import { Listing } from '../parts/Listing.tsx';
import { StateMark } from '../parts/Marks.tsx';
import { Copy } from '../parts/Once.tsx';
import { Heading } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { people, sessionQuery, useMay } from '../queries.ts';

/** Who has an account, and which roles they have. */
export function PeoplePage() {
  const { t } = useTranslation();
  const mayChange = useMay()('IDENTITY_CHANGE');
  const own = useQuery(sessionQuery).data?.name;
  return (
    <>
      <Heading title={t('nav.people')} />
      {mayChange ? <Invite /> : null}
      <Listing
        source={people()}
        empty={<p>{t('person.empty')}</p>}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(person) => person.id}
        columns={[
          {
            label: t('person.name'),
            cell: (person) => (
              <>
                {person.name}
                {person.fullName !== person.name ? (
                  <div className="quiet">{person.fullName}</div>
                ) : null}
              </>
            ),
          },
          {
            label: t('person.state'),
            cell: ({ disabled }) => (
              <StateMark
                state={disabled ? 'disabled' : 'active'}
                label={t(disabled ? 'person.states.disabled' : 'person.states.active')}
              />
            ),
          },
          {
            label: t('person.secondFactor'),
            cell: (person) => t(person.factors.length > 0 ? 'state.yes' : 'state.no'),
          },
          { label: t('person.roles'), cell: (person) => person.roles.join(', ') || '–' },
          { label: t('person.made'), cell: (person) => <When time={person.madeAt} /> },
          {
            label: t('action.title'),
            cell: (person) =>
              // Nobody shuts themselves out.
              mayChange && person.name !== own ? <Switch person={person} /> : null,
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
    mutationFn: () => post<Invited>('/people', { name: name.trim() }),
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
      {invite.data !== undefined ? <OneTimeLink invited={invite.data} /> : null}
    </>
  );
}

function OneTimeLink({ invited }: { invited: Invited }) {
  const { t } = useTranslation();
  const link = `${window.location.origin}/welcome#${invited.token}`;
  return (
    <Alert role="status" title={t('person.link', { name: invited.name })} mb="md">
      <p>{t('person.linkHint')}</p>
      <p className="code">{link}</p>
      <p>
        <Copy text={link} /> {t('person.linkEnds')} <When time={invited.validUntil} />
      </p>
    </Alert>
  );
}

function Switch({ person }: { person: Person }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const action = person.disabled ? 'enable' : 'disable';
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
