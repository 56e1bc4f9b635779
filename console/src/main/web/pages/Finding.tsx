import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Advisory, Component, Finding, Layer, Obligation, Statement } from '../api.ts';
import { flawRating, isKnownExploited, isLate, referenceText, titleOf } from '../finding.ts';
import { rangeText, shortDigest } from '../format.ts';
import { Failure } from '../parts/Failure.tsx';
import { RatingMark } from '../parts/Marks.tsx';
import { Heading, ProjectFrame } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { finding as findingQuery } from '../queries.ts';

const FROM = '/inside/projects/$project/images/$digest/findings/$finding';

/** Why one finding stands: what to do, by when, where it is, and who says so. */
export function FindingPage() {
  const { t } = useTranslation();
  const { project, digest, finding: id } = useParams({ from: FROM });
  const { repository } = useSearch({ from: FROM });
  const found = useQuery(findingQuery({ project, digest, repository }, id));
  return (
    <ProjectFrame project={project}>
      <p>
        <Link
          to="/projects/$project/images/$digest"
          params={{ project, digest }}
          search={{ repository }}
        >
          ← {t('finding.back', { digest: shortDigest(digest) })}
        </Link>
      </p>
      <Failure error={found.error} retry={() => void found.refetch()} />
      {found.isPending ? <Loader role="status" aria-label={t('state.loading')} /> : null}
      {found.data === undefined ? null : <Explanation finding={found.data} />}
    </ProjectFrame>
  );
}

function Explanation({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { document } = finding;
  const title = titleOf(document);
  const score = flawRating(document)?.score;
  return (
    <>
      <Heading title={finding.name} />
      <p>
        {finding.inTheWay ? (
          <span className="mark bad">
            <span aria-hidden="true">✕</span> {t('finding.refuses')}
          </span>
        ) : (
          <span className="mark dull">{t('finding.doesNotRefuse')}</span>
        )}{' '}
        <RatingMark rating={finding.severity} />
        {score !== undefined ? ` CVSS ${score}` : ''}
        {isKnownExploited(document) ? ` · ${t('finding.knownExploited')}` : ''}
      </p>
      {title !== undefined ? <p>{title}</p> : null}
      {document.detail !== undefined ? <p>{document.detail}</p> : null}
      <ToDo finding={finding} />
      <Where finding={finding} />
      {document.statements?.length ? <Why statements={document.statements} /> : null}
      {document.reason !== undefined ? <Reason text={document.reason} /> : null}
      <More finding={finding} />
    </>
  );
}

function ToDo({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { document, firstDetected } = finding;
  const fixes = document.fixedVersions ?? [];
  const due = document.obligation;
  if (document.hint === undefined && document.package === undefined && due === undefined) {
    return null;
  }
  return (
    <section aria-labelledby="to-do">
      <h2 id="to-do">{t('finding.toDo')}</h2>
      {document.hint !== undefined ? <p>{document.hint}</p> : null}
      {document.package !== undefined ? (
        <p>
          {fixes.length > 0
            ? t('finding.update', { package: document.package, versions: fixes.join(', ') })
            : t('finding.noFixYet', { package: document.package })}
        </p>
      ) : null}
      <dl className="facts">
        {due === undefined ? null : <Due due={due} />}
        {firstDetected === undefined ? null : (
          <>
            <dt>{t('finding.firstDetected')}</dt>
            <dd>
              <When time={firstDetected} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Due({ due }: { due: Obligation }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{t('finding.due')}</dt>
      <dd>
        {due.due ?? <When time={due.lateFrom} />}{' '}
        {isLate(due, Date.now()) ? <strong className="bad">{t('finding.late')}</strong> : null}
      </dd>
      <dt>{t('finding.lateFrom')}</dt>
      <dd>
        <When time={due.lateFrom} />
      </dd>
      <dt>{t('finding.rule')}</dt>
      <dd>
        {due.reason} <span className="code">{due.rule}</span>
        {due.reasoning?.map((step) => (
          <div key={step} className="quiet">
            {step}
          </div>
        ))}
      </dd>
    </>
  );
}

/** Layers count from 1 for people, as in the command line's table. */
function LayerName({ index, layers }: { index: number | undefined; layers: Layer[] }) {
  const { t } = useTranslation();
  if (index === undefined) {
    return null;
  }
  const createdBy = layers.find((layer) => layer.index === index)?.createdBy;
  return (
    <span className="quiet">
      {t('finding.layer', { number: String(index + 1) })}
      {createdBy !== undefined ? ` (${createdBy})` : ''}
    </span>
  );
}

function Where({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { document, layers } = finding;
  const components = document.components ?? [];
  const observations = document.observations ?? [];
  if (components.length + observations.length === 0 && document.path === undefined) {
    return null;
  }
  return (
    <section aria-labelledby="where">
      <h2 id="where">{t('finding.where')}</h2>
      <ul>
        {document.path === undefined ? null : (
          <li>
            <span className="code">{document.path}</span>{' '}
            <LayerName index={document.layer} layers={layers} />
          </li>
        )}
        {components.map((component) => (
          <ComponentPlace key={component.purl} component={component} layers={layers} />
        ))}
        {observations.map((seen) => (
          <li key={`${seen.path}:${seen.line}:${seen.key}:${seen.evidence}`}>
            <span className="code">
              {seen.path}
              {seen.line !== undefined ? `:${seen.line}` : ''}
              {seen.key !== undefined ? ` ${seen.key}` : ''}
            </span>{' '}
            <LayerName index={seen.layer} layers={layers} />
            <div>{seen.evidence}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ComponentPlace({ component, layers }: { component: Component; layers: Layer[] }) {
  const { t } = useTranslation();
  return (
    <li>
      <strong>
        {component.name} {component.version}
      </strong>
      {component.sourcePackage !== undefined ? (
        <span className="quiet">
          {' '}
          {t('finding.fromSource', {
            name: component.sourcePackage.name,
            version: component.sourcePackage.version,
          })}
        </span>
      ) : null}
      <div className="code quiet">{component.purl}</div>
      <ul>
        {component.evidence.map((evidence) => (
          <li key={`${evidence.path}:${evidence.layer}:${evidence.cataloger}`}>
            <span className="code">{evidence.path}</span>{' '}
            <LayerName index={evidence.layer} layers={layers} />
            {evidence.fromBase === 'yes' ? (
              <span className="quiet"> · {t('finding.fromBase')}</span>
            ) : null}
            <div className="quiet">
              {t('finding.readBy', { cataloger: evidence.cataloger, method: evidence.method })}
            </div>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Reason({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="why">
      <h2 id="why">{t('finding.why')}</h2>
      <p>{text}</p>
    </section>
  );
}

function Why({ statements }: { statements: Statement[] }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="why">
      <h2 id="why">{t('finding.why')}</h2>
      <ul>
        {statements.map((statement) => (
          <li key={statement.purl + statement.decidedBy.id}>
            <div>{statement.comparison}</div>
            <AdvisoryLine advisory={statement.decidedBy} />
            <div className="quiet">
              {t('finding.rule')}: <span className="code">{statement.rule}</span>
            </div>
            {statement.others.length > 0 ? (
              <details>
                <summary>{t('finding.others', { count: statement.others.length })}</summary>
                <ul>
                  {statement.others.map((other) => (
                    <li key={other.source + other.id}>
                      <AdvisoryLine advisory={other} />
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AdvisoryLine({ advisory }: { advisory: Advisory }) {
  const { t } = useTranslation();
  return (
    <div>
      <strong>{advisory.id}</strong> {t('finding.by', { source: advisory.source })}
      {advisory.modified !== undefined ? (
        <>
          {', '}
          <When time={advisory.modified} />
        </>
      ) : null}
      {advisory.ranges.length > 0 ? (
        <div>
          {t('finding.range', { package: advisory.package })}{' '}
          <span className="code">{advisory.ranges.map(rangeText).join(' | ')}</span>
        </div>
      ) : null}
    </div>
  );
}

function More({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { document } = finding;
  const aliases = document.aliases ?? [];
  const references = (document.references ?? []).map(referenceText);
  const rating = flawRating(document);
  return (
    <section aria-labelledby="more">
      <h2 id="more">{t('finding.more')}</h2>
      <dl className="facts">
        <dt>{t('kind.title')}</dt>
        <dd>{t(`kind.${finding.kind}`)}</dd>
        {aliases.length > 0 ? (
          <>
            <dt>{t('finding.aliases')}</dt>
            <dd>{aliases.join(', ')}</dd>
          </>
        ) : null}
        {rating?.value !== undefined ? (
          <>
            <dt>{t('rating.title')}</dt>
            <dd>
              <span className="code">{rating.value}</span>{' '}
              {rating.by !== undefined ? t('finding.by', { source: rating.by }) : ''}
            </dd>
          </>
        ) : null}
        {references.length > 0 ? (
          <>
            <dt>{t('finding.references')}</dt>
            <dd>
              {references.map((reference) => (
                <div key={reference}>
                  <Reference text={reference} />
                </div>
              ))}
            </dd>
          </>
        ) : null}
        <dt>{t('project.policy')}</dt>
        <dd>{finding.policy}</dd>
        <dt>{t('certificate.advisories')}</dt>
        <dd>
          <When time={finding.dataDate} />
        </dd>
        <dt>{t('finding.id')}</dt>
        <dd className="digest">{finding.id}</dd>
      </dl>
    </section>
  );
}

/** An advisory is outside data: only what leads to the web becomes a link. */
function Reference({ text }: { text: string }) {
  return /^https?:\/\//.test(text) ? (
    <a href={text} rel="noreferrer noopener" target="_blank">
      {text}
    </a>
  ) : (
    text
  );
}
