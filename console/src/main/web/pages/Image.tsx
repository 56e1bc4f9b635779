import { Loader, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Envelope, FindingKind, FindingSummary, Image, Rating } from '../api.ts';
import { certificateIn, isKnownExploited, isLate, titleOf, versionsOf } from '../finding.ts';
import { RATINGS, shortDigest } from '../format.ts';
import { Failure } from '../parts/Failure.tsx';
import { Filters } from '../parts/Filters.tsx';
import { type Column, Listing } from '../parts/Listing.tsx';
import { RatingMark, VerdictMark } from '../parts/Marks.tsx';
import { Heading, ProjectFrame } from '../parts/Shell.tsx';
import { When } from '../parts/When.tsx';
import {
  certificate,
  download,
  findings,
  type ImageAddress,
  image as imageQuery,
} from '../queries.ts';

const FROM = '/inside/projects/$project/images/$digest';
const KINDS: FindingKind[] = ['vulnerability', 'secret', 'malware', 'check', 'condition', 'gap'];
const SEVERITIES: Rating[] = RATINGS.filter((rating) => rating !== 'none');

/** One image: what to do first, then everything that was found, then the certificate. */
export function ImagePage() {
  const { t } = useTranslation();
  const { project, digest } = useParams({ from: FROM });
  const { repository } = useSearch({ from: FROM });
  const address = { project, digest, repository };
  const image = useQuery(imageQuery(address));
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
          <Findings image={address} />
          <CertificatePart image={address} />
          <Downloads image={address} />
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
          : t('image.nothingInTheWay')}
      </p>
      <dl className="facts">
        <dt>{t('image.validUntil')}</dt>
        <dd>
          <When time={image.validUntil} /> <span className="quiet">· {image.endsBecause}</span>
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
        <dt>{t('certificate.advisories')}</dt>
        <dd>
          <When time={image.dataDate} />
        </dd>
        <Fact label={t('image.components')} value={String(image.components)} />
      </dl>
    </section>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return value === '' ? null : (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Findings({ image }: { image: ImageAddress }) {
  const { t } = useTranslation();
  const { repository, ...search } = useSearch({ from: FROM });
  const { project, digest } = image;
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
            search={{ repository }}
          >
            {finding.name}
          </Link>{' '}
          <RatingMark rating={finding.severity} />
          <div className="quiet">
            {[
              t(`kind.${finding.kind}`),
              isKnownExploited(finding.document) ? t('finding.knownExploited') : '',
              titleOf(finding.document) ?? finding.document.path ?? '',
              finding.document.subject ?? '',
            ]
              .filter((part) => part !== '')
              .join(' · ')}
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
      cell: ({ document: { obligation } }) =>
        obligation === undefined ? (
          '–'
        ) : (
          <>
            {obligation.due === undefined ? (
              <When time={obligation.lateFrom} />
            ) : (
              <span className="when">{obligation.due}</span>
            )}{' '}
            {isLate(obligation, Date.now()) ? (
              <strong className="bad">{t('finding.late')}</strong>
            ) : null}
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
            search: { ...values, ...(repository === undefined ? {} : { repository }) },
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
        source={findings(image, search)}
        empty={<p>{t('image.noFindings')}</p>}
        caption={(count, hasMore) => t(hasMore ? 'count.more' : 'count.all', { count })}
        keyOf={(finding) => String(finding.position)}
        columns={columns}
      />
    </section>
  );
}

function Fix({ finding: { document } }: { finding: FindingSummary }) {
  const { t } = useTranslation();
  if (document.package === undefined) {
    return <span className="quiet">{t('finding.seeFinding')}</span>;
  }
  const fixes = document.fixedVersions ?? [];
  return (
    <>
      {document.package} <span className="code">{versionsOf(document)}</span>
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

function CertificatePart({ image }: { image: ImageAddress }) {
  const { t } = useTranslation();
  const found = useQuery(certificate(image));
  return (
    <section aria-labelledby="certificate">
      <h2 id="certificate">{t('certificate.title')}</h2>
      <Failure error={found.error} retry={() => void found.refetch()} />
      {found.data === undefined ? null : <Signed envelope={found.data} />}
    </section>
  );
}

function Signed({ envelope }: { envelope: Envelope }) {
  const { t } = useTranslation();
  const certificate = certificateIn(envelope);
  return (
    <>
      <dl className="facts">
        <dt>{t('verdict.title')}</dt>
        <dd>
          <VerdictMark verdict={certificate.verdict} />
        </dd>
        <dt>{t('certificate.issuedAt')}</dt>
        <dd>
          <When time={certificate.issuedAt} />
        </dd>
        <dt>{t('certificate.bounds')}</dt>
        <dd>
          {certificate.bounds.map((bound) => (
            <div key={bound.kind + bound.until + bound.reason}>
              <When time={bound.until} /> <span className="quiet">· {bound.reason}</span>
            </div>
          ))}
        </dd>
        <dt>{t('project.policy')}</dt>
        <dd>
          {certificate.policy.name} <span className="digest">{certificate.policy.digest}</span>
        </dd>
        <dt>{t('certificate.data')}</dt>
        <dd>
          {certificate.data.map((data) => (
            <div key={data.name + data.digest}>
              {data.name} <When time={data.date} />{' '}
              <span className="digest">{shortDigest(data.digest)}</span>
            </div>
          ))}
        </dd>
        <dt>{t('certificate.key')}</dt>
        <dd className="digest">
          {envelope.signatures.map(({ keyid, sig }) => (
            <div key={sig}>{keyid}</div>
          ))}
        </dd>
        <Fact label={t('certificate.cryptography')} value={certificate.cryptography} />
        <Fact label={t('certificate.tool')} value={certificate.tool} />
      </dl>
      <details>
        <summary>{t('certificate.envelope')}</summary>
        <pre className="raw code">{JSON.stringify(envelope, null, 2)}</pre>
      </details>
    </>
  );
}

function Downloads({ image }: { image: ImageAddress }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{t('download.title')}</h2>
      <ul>
        <li>
          <a href={download(image, 'sbom', 'cyclonedx-json')} download>
            {t('download.cyclonedx')}
          </a>
        </li>
        <li>
          <a href={download(image, 'sbom', 'spdx-json')} download>
            {t('download.spdx')}
          </a>
        </li>
        <li>
          <a href={download(image, 'report')} download>
            {t('download.report')}
          </a>
        </li>
      </ul>
    </section>
  );
}
