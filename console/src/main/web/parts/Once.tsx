import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { encode } from 'uqr';

/** Puts a text on the clipboard and says so. */
export function Copy({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" onClick={copy} aria-live="polite">
          {copied ? t('action.copied') : t('action.copy')}
        </Button>
      )}
    </CopyButton>
  );
}

/** A QR code as one path, drawn here: nobody else learns what it holds. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

/** Recovery codes, shown this once. */
export function RecoveryCodeList({ codes }: { codes: string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('recovery.explained')}</p>
      <ul className="codes" aria-label={t('recovery.title')}>
        {codes.map((code) => (
          <li key={code} className="code">
            {code}
          </li>
        ))}
      </ul>
      <p>
        <Copy text={codes.join('\n')} />
      </p>
    </>
  );
}
