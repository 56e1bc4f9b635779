import { useTranslation } from 'react-i18next';
import { local, relative, utc } from '../format.ts';

/** An instant with its zone, how far away it is, and on hover the reader's own time. */
export function When({ time }: { time: string | undefined }) {
  const { i18n } = useTranslation();
  if (time === undefined) {
    return <span className="dull">–</span>;
  }
  return (
    <time className="when" dateTime={time} title={local(time, i18n.language)}>
      {utc(time)} <small>{relative(time, Date.now(), i18n.language)}</small>
    </time>
  );
}
