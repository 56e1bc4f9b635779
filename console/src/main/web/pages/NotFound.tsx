import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Outside } from '../parts/Shell.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Outside title={t('notFound.title')}>
      <p>{t('notFound.explained')}</p>
      <Link to="/">{t('nav.projects')}</Link>
    </Outside>
  );
}
