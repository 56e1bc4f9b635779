import { useTranslation } from 'react-i18next';
import type { Counts, Outcome, Rating } from '../api.ts';
import { counted } from '../format.ts';

const VERDICTS = {
  cleared: ['good', '✓'],
  'cleared-with-deviations': ['warn', '✓'],
  refused: ['bad', '✕'],
} as const;

/** A verdict: sign, word, colour. */
export function VerdictMark({ verdict }: { verdict: Outcome }) {
  const { t } = useTranslation();
  const [tone, sign] = VERDICTS[verdict];
  return (
    <span className={`mark ${tone}`}>
      <span aria-hidden="true">{sign}</span>
      {t(`verdict.${verdict}`)}
    </span>
  );
}

const TONES: Record<Rating, string> = {
  critical: 'bad',
  high: 'bad',
  moderate: 'warn',
  low: 'dull',
  none: 'dull',
  unrated: 'warn',
};

/** A rating in its word; nothing for what has none. */
export function RatingMark({ rating }: { rating: Rating | '' }) {
  const { t } = useTranslation();
  return rating === '' ? null : <strong className={TONES[rating]}>{t(`rating.${rating}`)}</strong>;
}

/** How many findings there are of each rating that occurs, worst first. */
export function CountsList({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const found = counted(counts);
  return found.length === 0 ? (
    <span className="quiet">{t('image.noFindings')}</span>
  ) : (
    <ul className="counts">
      {found.map(([rating, count]) => (
        <li key={rating} className={TONES[rating]}>
          <strong>{count}</strong> {t(`rating.${rating}`)}
        </li>
      ))}
    </ul>
  );
}

const STATES: Record<string, [string, string]> = {
  queued: ['dull', '…'],
  running: ['warn', '▸'],
  done: ['good', '✓'],
  failed: ['bad', '✕'],
  cancelled: ['dull', '–'],
  denied: ['bad', '✕'],
  active: ['good', '✓'],
  parked: ['bad', '✕'],
  disabled: ['dull', '–'],
};

/** Any other state: its word is handed in, the sign and colour follow from the state. */
export function StateMark({ state, label }: { state: string; label: string }) {
  const [tone, sign] = STATES[state] ?? ['dull', '·'];
  return (
    <span className={`mark ${tone}`}>
      <span aria-hidden="true">{sign}</span>
      {label}
    </span>
  );
}
