import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../client.ts';

/** Says what went wrong in the server's own words, and offers to try again where that makes sense. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  if (error === null || error === undefined) {
    return null;
  }
  const problem = error instanceof ProblemError ? error.problem : undefined;
  const isSilence = problem?.status === 0;
  // Without a type of its own a problem's title is the status in words, which helps nobody.
  const isPlain = problem?.type === undefined || problem.type === 'about:blank';
  const told = isPlain ? (problem?.detail ?? problem?.title) : problem.title;
  const title = isSilence ? t('problem.unreachable') : (told ?? t('problem.unexpected'));
  return (
    <Alert color="red" role="alert" title={title} mb="md">
      {isSilence ? <p>{t('problem.unreachableHint')}</p> : null}
      {problem === undefined ? <p>{String(error)}</p> : null}
      {problem?.detail !== undefined && problem.detail !== title ? <p>{problem.detail}</p> : null}
      {problem?.errors !== undefined ? (
        <ul>
          {problem.errors.map(({ pointer, detail }) => (
            <li key={pointer + detail}>
              <span className="code">{pointer}</span> {detail}
            </li>
          ))}
        </ul>
      ) : null}
      {problem?.hint !== undefined ? <p>{problem.hint}</p> : null}
      {problem?.code !== undefined ? <p className="code">{problem.code}</p> : null}
      {retry !== undefined ? (
        <Button size="xs" variant="default" mt="xs" onClick={retry}>
          {t('action.retry')}
        </Button>
      ) : null}
    </Alert>
  );
}
