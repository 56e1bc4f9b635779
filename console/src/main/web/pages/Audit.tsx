import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditEvent, AuditFilter, AuditResult } from '../api.ts';
import { Filters } from '../parts/Filters.tsx';
import { Listing } from '../parts/Listing.tsx';
import { StateMark } from '../parts/Marks.tsx';
import { Heading } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { audit } from '../queries.ts';

const DAY = 86_400_000;
const RESULTS: AuditResult[] = ['DONE', 'DENIED', 'FAILED'];

/** Who did what, from where, and how it ended. */
export function AuditPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/audit' });
  const navigate = useNavigate();
  return (
    <>
      <Heading title={t('nav.audit')} />
      <p>{t('audit.explained')}</p>
      <Filters
        key={JSON.stringify(search)}
        values={search}
        onChange={(values) => void navigate({ to: '/audit', search: values })}
      >
        <TextInput
          type="date"
          name="from"
          label={t('audit.from')}
          defaultValue={search.from ?? ''}
        />
        <TextInput type="date" name="to" label={t('audit.to')} defaultValue={search.to ?? ''} />
        <TextInput name="actor" label={t('audit.actor')} defaultValue={search.actor ?? ''} />
        <TextInput name="action" label={t('audit.action')} defaultValue={search.action ?? ''} />
        <TextInput name="subject" label={t('audit.subject')} defaultValue={search.subject ?? ''} />
        <NativeSelect
          name="result"
          label={t('audit.result')}
          defaultValue={search.result ?? ''}
          data={[
            { value: '', label: t('filter.all') },
            ...RESULTS.map((value) => ({ value, label: t(`audit.results.${value}`) })),
          ]}
        />
      </Filters>
      <Listing
        source={audit(wholeDays(search))}
        empty={<p>{t('audit.empty')}</p>}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={({ sequence, event }) => `${sequence} ${event.at} ${event.action} ${event.subject}`}
        columns={[
          {
            label: t('audit.at'),
            cell: ({ sequence, event }) => (
              <>
                <When time={event.at} />
                <div className="quiet">
                  {sequence === undefined
                    ? t('audit.notChained')
                    : t('audit.number', { number: String(sequence) })}
                </div>
              </>
            ),
          },
          {
            label: t('audit.actor'),
            cell: ({ event }) => (
              <>
                {event.actor.name || event.actor.kind}
                <div className="code quiet">{event.address}</div>
              </>
            ),
          },
          {
            label: t('audit.action'),
            cell: ({ event }) => <span className="code">{event.action}</span>,
          },
          {
            label: t('audit.subject'),
            cell: ({ event }) => <span className="code">{event.subject}</span>,
          },
          {
            label: t('audit.result'),
            cell: ({ event }) => (
              <>
                <StateMark
                  state={event.result.toLowerCase()}
                  label={t(`audit.results.${event.result}`)}
                />
                <div className="quiet">{event.reason}</div>
              </>
            ),
          },
          { label: t('audit.change'), cell: ({ event }) => <Change event={event} /> },
        ]}
      />
    </>
  );
}

/** Days of the filter, in UTC, as instants: the end is the midnight after the last day. */
function wholeDays(search: AuditFilter): AuditFilter {
  const { from, to, ...rest } = search;
  return {
    ...rest,
    ...(from === undefined ? {} : { from: `${from}T00:00:00Z` }),
    ...(to === undefined ? {} : { to: new Date(Date.parse(to) + DAY).toISOString() }),
  };
}

function Change({ event }: { event: AuditEvent }) {
  const { t } = useTranslation();
  if (event.before == null && event.after == null) {
    return null;
  }
  return (
    <details>
      <summary>{t('audit.show')}</summary>
      {event.before != null ? (
        <>
          <div className="quiet">{t('audit.before')}</div>
          <pre className="raw code">{JSON.stringify(event.before, null, 2)}</pre>
        </>
      ) : null}
      {event.after != null ? (
        <>
          <div className="quiet">{t('audit.after')}</div>
          <pre className="raw code">{JSON.stringify(event.after, null, 2)}</pre>
        </>
      ) : null}
    </details>
  );
}
