import { NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEvent, AuditFilter, AuditResult, LedgerEntry } from '../api.ts';
import { Filters } from '../parts/Filters.tsx';
import { Listing } from '../parts/Listing.tsx';
import { StateMark } from '../parts/Marks.tsx';
import { Heading } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { type AuditRow, audit } from '../queries.ts';

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
        keyOf={(row) => String(row.sequence ?? JSON.stringify(row))}
        columns={[
          {
            label: t('audit.at'),
            cell: ({ sequence, at }) => (
              <>
                <When time={at} />
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
            cell: (row) => <Actor event={eventOf(row)} />,
          },
          {
            label: t('audit.action'),
            cell: (row) => <Action words={(eventOf(row)?.action ?? row.kind).split('.')} />,
          },
          {
            label: t('audit.subject'),
            cell: (row) => <span className="code">{subjectOf(row)}</span>,
          },
          {
            label: t('audit.result'),
            cell: (row) => <Result event={eventOf(row)} />,
          },
          { label: t('audit.change'), cell: (row) => <Change row={row} /> },
        ]}
      />
    </>
  );
}

/** The event that a record holds; none where it is one of the ledger of scans. */
function eventOf(row: AuditRow): AuditEvent | undefined {
  return row.kind === 'event' ? (row.event as AuditEvent) : undefined;
}

function subjectOf(row: AuditRow): string {
  const { image, certificate } = row.event as LedgerEntry;
  return (
    eventOf(row)?.subject ??
    (image ? `image:${image}` : certificate ? `certificate:${certificate}` : '')
  );
}

/** Breaks behind its dots, where there is no room for it in a line. */
function Action({ words }: { words: string[] }) {
  return (
    <span className="code whole">
      {words.map((word, i) => (
        <Fragment key={words.slice(0, i + 1).join('.')}>
          {i > 0 ? (
            <>
              .<wbr />
            </>
          ) : null}
          {word}
        </Fragment>
      ))}
    </span>
  );
}

function Actor({ event }: { event: AuditEvent | undefined }) {
  const { t } = useTranslation();
  if (event === undefined) {
    return <span className="quiet">{t('audit.ledger')}</span>;
  }
  return (
    <>
      {event.actor.name || t('audit.nobody')}
      {event.actor.kind === 'platform' ? (
        <div className="quiet">{t('audit.platform')}</div>
      ) : (
        <div className="code quiet">{event.address}</div>
      )}
    </>
  );
}

function Result({ event }: { event: AuditEvent | undefined }) {
  const { t } = useTranslation();
  return event === undefined ? null : (
    <>
      <StateMark state={event.result.toLowerCase()} label={t(`audit.results.${event.result}`)} />
      <div className="quiet">{event.reason}</div>
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

function Change({ row }: { row: AuditRow }) {
  const { t } = useTranslation();
  const event = eventOf(row);
  const parts: [string, unknown][] =
    event === undefined
      ? [['', row.event]]
      : [
          [t('audit.before'), event.before],
          [t('audit.after'), event.after],
        ];
  const told = parts.filter(([, part]) => part != null);
  return told.length === 0 ? null : (
    <details>
      <summary>{t('audit.show')}</summary>
      {told.map(([label, part]) => (
        <Fragment key={label}>
          <div className="quiet">{label}</div>
          <pre className="raw code">{JSON.stringify(part, null, 2)}</pre>
        </Fragment>
      ))}
    </details>
  );
}
