import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Advisory, Component, Finding, Layer, Statement } from '../api.ts';
import { rangeText, shortDigest } from '../format.ts';
import { Failure } from '../parts/Failure.tsx';
import { RatingMark } from '../parts/Marks.tsx';
import { Heading, ProjectFrame } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { finding as findingQuery } from '../queries.ts';

/** Why one finding stands: what to do, by when, where it is, and who says so. */
export function FindingPage() {
  const { t } = useTranslation();
  const {
    project,
    digest,
    finding: id,
  } = useParams({
    from: '/inside/projects/$project/images/$digest/findings/$finding',
  });
  const found = useQuery(findingQuery(project, digest, id));
  return (
    <ProjectFrame project={project}>
      <p>
        <Link to="/projects/$project/images/$digest" params={{ project, digest }}>
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
        <RatingMark rating={finding.rating} />
        {finding.score !== undefined ? ` CVSS ${finding.score}` : ''}
        {finding.knownExploited ? ` · ${t('finding.knownExploited')}` : ''}
      </p>
      <ToDo finding={finding} />
      {(finding.title ?? finding.summary) ? <p>{finding.title ?? finding.summary}</p> : null}
      {finding.detail !== undefined ? <p>{finding.detail}</p> : null}
      <Where finding={finding} />
      {finding.statements?.length ? <Why statements={finding.statements} /> : null}
      <More finding={finding} />
    </>
  );
}

function ToDo({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const fixes = finding.fixedVersions ?? [];
  const due = finding.obligation;
  return (
    <section aria-labelledby="to-do">
      <h2 id="to-do">{t('finding.toDo')}</h2>
      {finding.hint !== undefined ? <p>{finding.hint}</p> : null}
      {finding.package !== undefined ? (
        <p>
          {fixes.length > 0
            ? t('finding.update', { package: finding.package, versions: fixes.join(', ') })
            : t('finding.noFixYet', { package: finding.package })}
        </p>
      ) : null}
      {due === undefined ? null : (
        <dl className="facts">
          <dt>{t('finding.due')}</dt>
          <dd>
            {due.due ?? <When time={due.lateFrom} />}{' '}
            {finding.isLate ? <strong className="bad">{t('finding.late')}</strong> : null}
          </dd>
          <dt>{t('finding.lateFrom')}</dt>
          <dd>
            <When time={due.lateFrom} />
          </dd>
          <dt>{t('finding.firstDetected')}</dt>
          <dd>
            <When time={due.firstDetected} />
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
        </dl>
      )}
    </section>
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
  const components = finding.components ?? [];
  const observations = finding.observations ?? [];
  if (components.length === 0 && observations.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="where">
      <h2 id="where">{t('finding.where')}</h2>
      <ul>
        {components.map((component) => (
          <ComponentPlace key={component.purl} component={component} layers={finding.layers} />
        ))}
        {observations.map((seen) => (
          <li key={`${seen.path}:${seen.line}:${seen.key}:${seen.evidence}`}>
            <span className="code">
              {seen.path}
              {seen.line !== undefined ? `:${seen.line}` : ''}
              {seen.key !== undefined ? ` ${seen.key}` : ''}
            </span>{' '}
            <LayerName index={seen.layer} layers={finding.layers} />
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
  // An advisory is outside data: only what leads to the web becomes a link.
  const references = (finding.references ?? []).filter((link) => /^https?:\/\//.test(link));
  const aliases = finding.aliases ?? [];
  return (
    <section aria-labelledby="more">
      <h2 id="more">{t('finding.more')}</h2>
      <dl className="facts">
        {aliases.length > 0 ? (
          <>
            <dt>{t('finding.aliases')}</dt>
            <dd>{aliases.join(', ')}</dd>
          </>
        ) : null}
        {finding.vector !== undefined ? (
          <>
            <dt>CVSS</dt>
            <dd className="code">{finding.vector}</dd>
          </>
        ) : null}
        {references.length > 0 ? (
          <>
            <dt>{t('finding.references')}</dt>
            <dd>
              {references.map((link) => (
                <div key={link}>
                  <a href={link} rel="noreferrer noopener" target="_blank">
                    {link}
                  </a>
                </div>
              ))}
            </dd>
          </>
        ) : null}
        <dt>{t('finding.id')}</dt>
        <dd className="digest">{finding.id}</dd>
      </dl>
    </section>
  );
}
