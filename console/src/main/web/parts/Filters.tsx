import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface FiltersProps {
  values: Record<string, string | undefined>;
  /** Called with the values that are not empty. */
  onChange: (values: Record<string, string>) => void;
  children: ReactNode;
}

/** A form whose named fields narrow a listing. What it holds stands in the address, to be sent on. */
export function Filters({ values, onChange, children }: FiltersProps) {
  const { t } = useTranslation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found: Record<string, string> = {};
    for (const [name, value] of new FormData(event.currentTarget)) {
      if (typeof value === 'string' && value.trim() !== '') {
        found[name] = value.trim();
      }
    }
    onChange(found);
  };
  return (
    <search>
      <form className="filters" onSubmit={submit}>
        {children}
        <Button type="submit" variant="default">
          {t('filter.apply')}
        </Button>
        {Object.keys(values).length > 0 ? (
          <Button variant="subtle" onClick={() => onChange({})}>
            {t('filter.clear')}
          </Button>
        ) : null}
      </form>
    </search>
  );
}
