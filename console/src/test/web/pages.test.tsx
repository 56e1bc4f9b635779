import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import '../../main/web/i18n.ts';
import { ProblemError } from '../../main/web/client.ts';
import { Failure } from '../../main/web/parts/Failure.tsx';
import { Table } from '../../main/web/parts/Listing.tsx';
import { CountsList, VerdictMark } from '../../main/web/parts/Marks.tsx';
import { QrCode } from '../../main/web/parts/Once.tsx';

const show = (part: React.ReactElement) =>
  render(
    <MantineProvider withCssVariables={false} withGlobalClasses={false}>
      {part}
    </MantineProvider>,
  );

afterEach(cleanup);

describe('what people see', () => {
  it('says a verdict in words', () => {
    show(<VerdictMark verdict="cleared-with-deviations" />);
    expect(screen.getByText('cleared with deviations')).toBeDefined();
  });

  it('counts by severity in words', () => {
    show(<CountsList counts={{ high: 2, none: 0 }} />);
    expect(screen.getByRole('listitem').textContent).toBe('2 high');
  });

  it('labels each cell for where a table becomes cards', () => {
    show(
      <Table
        caption="1 entry"
        columns={[{ label: 'Name', cell: (row: string) => row }]}
        rows={['ada']}
        keyOf={(row) => row}
      />,
    );
    expect(screen.getByRole('cell', { name: 'ada' }).getAttribute('data-label')).toBe('Name');
    expect(screen.getByRole('columnheader', { name: 'Name' })).toBeDefined();
  });

  it('tells a problem with its place and what to do', () => {
    const problem = {
      title: 'Bad Request',
      status: 400,
      detail: 'The project is not right.',
      hint: 'Choose another name.',
      errors: [{ pointer: '/name', detail: 'holds a blank' }],
    };
    show(<Failure error={new ProblemError(problem)} />);
    const said = screen.getByRole('alert').textContent;
    expect(said).toContain('The project is not right.');
    expect(said).toContain('/name holds a blank');
    expect(said).toContain('Choose another name.');
  });

  it('puts no style element into the page', () => {
    show(<QrCode text="otpauth://totp/x?secret=JBSWY3DPEHPK3PXP" label="QR code" />);
    expect(screen.getByRole('img', { name: 'QR code' })).toBeDefined();
    expect(document.querySelectorAll('style')).toHaveLength(0);
  });
});
