import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Source, usePages } from '../queries.ts';
import { Failure } from './Failure.tsx';

export interface Column<T> {
  label: string;
  cell: (row: T) => ReactNode;
}

interface TableProps<T> {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
}

/** A table; where there is no room each row becomes a card whose lines carry the columns' labels. */
export function Table<T>({ caption, columns, rows, keyOf }: TableProps<T>) {
  return (
    <table className="table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <td key={column.label} data-label={column.label}>
                <div>{column.cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ListingProps<T> extends Omit<TableProps<T>, 'rows' | 'caption'> {
  /** What the rows are, given how many are shown and whether there are more. */
  caption: (shown: number, hasMore: boolean) => string;
  empty: ReactNode;
  source: Source<T>;
}

/** A listing of the API, page after page. */
export function Listing<T>(props: ListingProps<T>) {
  const { t } = useTranslation();
  const found = usePages(props.source);
  if (found.data === undefined) {
    return found.isError ? (
      <Failure error={found.error} retry={() => void found.refetch()} />
    ) : (
      <Loader role="status" aria-label={t('state.loading')} />
    );
  }
  const rows = found.data.pages.flatMap((page) => page.items);
  return (
    <>
      <Failure error={found.error} retry={() => void found.refetch()} />
      {rows.length === 0 ? (
        <div className="quiet">{props.empty}</div>
      ) : (
        <Table
          caption={props.caption(rows.length, found.hasNextPage)}
          columns={props.columns}
          rows={rows}
          keyOf={props.keyOf}
        />
      )}
      {found.hasNextPage ? (
        <Button
          variant="default"
          mt="md"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('action.more')}
        </Button>
      ) : null}
    </>
  );
}
