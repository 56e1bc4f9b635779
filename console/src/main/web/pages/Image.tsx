import { Loader, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FindingKind, FindingSummary, Image, Rating } from '../api.ts';
import { at, href } from '../client.ts';
import { RATINGS, shortDigest } from '../format.ts';
import { Failure } from '../parts/Failure.tsx';
import { Filters } from '../parts/Filters.tsx';
import { type Column, Listing } from '../parts/Listing.tsx';
import { RatingMark, VerdictMark } from '../parts/Marks.tsx';
import { Heading, ProjectFrame } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import { certificate, findings, image as imageQuery } from '../queries.ts';

const FROM = '/inside/projects/$project/images/$digest';
const KINDS: FindingKind[] = ['vulnerability', 'secret', 'malware', 'check', 'condition', 'gap'];
const SEVERITIES: Rating[] = RATINGS.filter((rating) => rating !== 'none');

/** One image: what to do first, then everything that was found, then the certificate. */
export function ImagePage() {
  const { t } = useTranslation();
  const { project, digest } = useParams({ from: FROM });
  const image = useQuery(imageQuery(project, digest));
  return (
    <ProjectFrame project={project}>
      <Failure error={image.error} retry={() => void image.refetch()} />
      {image.isPending ? <Loader role="status" aria-label={t('state.loading')} /> : null}
      {image.data === undefined ? null : (
        <>
          <Heading
            title={`${image.data.repository}${image.data.tags[0] ? `:${image.data.tags[0]}` : ''}`}
          />
          <Decision image={image.data} />
          <Findings project={project} digest={digest} />
          <CertificatePart project={project} digest={digest} />
          <Downloads project={project} digest={digest} />
        </>
      )}
    </ProjectFrame>
  );
}

function Decision({ image }: { image: Image }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('verdict.title')}>
      <p>
        <VerdictMark verdict={image.verdict} />{' '}
        {image.inTheWay > 0
          ? t('image.inTheWay', { count: image.inTheWay })
          : image.verdict !== undefined
            ? t('image.nothingInTheWay')
            : null}
      </p>
      <dl className="facts">
        <dt>{t('image.validUntil')}</dt>
        <dd>
          <When time={image.validUntil} /> {image.validUntilReason}
        </dd>
        <dt>{t('image.surveyedAt')}</dt>
        <dd>
          <When time={image.surveyedAt} />
        </dd>
        <dt>{t('image.digest')}</dt>
        <dd className="digest">{image.digest}</dd>
        <Fact label={t('image.tags')} value={image.tags.join(', ')} />
        <Fact label={t('image.platform')} value={image.platform} />
        <Fact label={t('image.distribution')} value={image.distribution} />
        <Fact label={t('project.policy')} value={image.policy} />
      </dl>
    </section>
  );
}

function Fact({ label, value }: { label: string; value: string | undefined }) {
  return value === undefined || value === '' ? null : (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Findings({ project, digest }: { project: string; digest: string }) {
  const { t } = useTranslation();
  const search = useSearch({ from: FROM });
  const navigate = useNavigate();
  const columns: Column<FindingSummary>[] = [
    {
      label: t('finding.inTheWay'),
      cell: (finding) =>
        finding.inTheWay ? (
          <span className="mark bad">
            <span aria-hidden="true">✕</span> {t('finding.refuses')}
          </span>
        ) : (
          <span className="quiet">{t('finding.doesNotRefuse')}</span>
        ),
    },
    {
      label: t('finding.finding'),
      cell: (finding) => (
        <>
          <Link
            to="/projects/$project/images/$digest/findings/$finding"
            params={{ project, digest, finding: finding.id }}
          >
            {finding.name}
          </Link>{' '}
          <RatingMark rating={finding.rating} />
          <div className="quiet">
            {t(`kind.${finding.kind}`)}
            {finding.knownExploited ? ` · ${t('finding.knownExploited')}` : ''}
            {finding.title !== undefined ? ` · ${finding.title}` : ''}
          </div>
        </>
      ),
    },
    {
      label: t('finding.fix'),
      cell: (finding) => <Fix finding={finding} />,
    },
    {
      label: t('finding.due'),
      cell: (finding) =>
        finding.due === undefined ? (
          '–'
        ) : (
          <>
            <span className="when">{finding.due}</span>{' '}
            {finding.isLate ? <strong className="bad">{t('finding.late')}</strong> : null}
          </>
        ),
    },
  ];
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{t('image.findings')}</h2>
      <Filters
        key={JSON.stringify(search)}
        values={search}
        onChange={(values) =>
          void navigate({
            to: '/projects/$project/images/$digest',
            params: { project, digest },
            search: values,
          })
        }
      >
        <NativeSelect
          name="severity"
          label={t('rating.title')}
          defaultValue={search.severity ?? ''}
          data={[
            { value: '', label: t('filter.all') },
            ...SEVERITIES.map((value) => ({ value, label: t(`rating.${value}`) })),
          ]}
        />
        <NativeSelect
          name="kind"
          label={t('kind.title')}
          defaultValue={search.kind ?? ''}
          data={[
            { value: '', label: t('filter.all') },
            ...KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
        />
      </Filters>
      <Listing
        source={findings(project, digest, search)}
        empty={<p>{t('image.noFindings')}</p>}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(finding) => finding.id}
        columns={columns}
      />
    </section>
  );
}

function Fix({ finding }: { finding: FindingSummary }) {
  const { t } = useTranslation();
  if (finding.package === undefined) {
    return <span className="quiet">{t('finding.seeFinding')}</span>;
  }
  const fixes = finding.fixedVersions ?? [];
  return (
    <>
      {finding.package} <span className="code">{finding.version}</span>
      {fixes.length > 0 ? (
        <>
          {' → '}
          <span className="code">{fixes.join(', ')}</span>
        </>
      ) : (
        <div className="quiet">{t('finding.noFix')}</div>
      )}
    </>
  );
}

function CertificatePart({ project, digest }: { project: string; digest: string }) {
  const { t } = useTranslation();
  const found = useQuery(certificate(project, digest));
  return (
    <section aria-labelledby="certificate">
      <h2 id="certificate">{t('certificate.title')}</h2>
      <Failure error={found.error} retry={() => void found.refetch()} />
      {found.data === null ? <p>{t('certificate.none')}</p> : null}
      {found.data ? (
        <>
          <dl className="facts">
            <dt>{t('verdict.title')}</dt>
            <dd>
              <VerdictMark verdict={found.data.verdict} />
            </dd>
            <dt>{t('image.validUntil')}</dt>
            <dd>
              <When time={found.data.validUntil} /> {found.data.validUntilReason}
            </dd>
            <dt>{t('certificate.policy')}</dt>
            <dd className="digest">{found.data.policyDigest}</dd>
            <dt>{t('certificate.advisories')}</dt>
            <dd>
              <When time={found.data.advisoriesAt} />{' '}
              <span className="digest">{shortDigest(found.data.advisoriesDigest)}</span>
            </dd>
            <dt>{t('certificate.key')}</dt>
            <dd className="digest">{found.data.keyId}</dd>
          </dl>
          <details>
            <summary>{t('certificate.envelope')}</summary>
            <pre className="raw code">{JSON.stringify(found.data.envelope, null, 2)}</pre>
          </details>
        </>
      ) : null}
    </section>
  );
}

function Downloads({ project, digest }: { project: string; digest: string }) {
  const { t } = useTranslation();
  const path = at`/projects/${project}/images/${digest}`;
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{t('download.title')}</h2>
      <ul>
        <li>
          <a href={href(`${path}/sbom?format=cyclonedx-json`)} download>
            {t('download.cyclonedx')}
          </a>
        </li>
        <li>
          <a href={href(`${path}/sbom?format=spdx-json`)} download>
            {t('download.spdx')}
          </a>
        </li>
        <li>
          <a href={href(`${path}/report`)} download>
            {t('download.report')}
          </a>
        </li>
      </ul>
    </section>
  );
}
