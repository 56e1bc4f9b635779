-- What the last scan of an image came to. The image is known by its project, repository and digest.
create table survey_image (
  project text not null,
  repository text not null,
  digest text not null,
  tags text[] not null,
  asset_boundary text not null,
  asset_name text not null,
  platform text not null,
  distribution text not null,
  layers jsonb not null,
  size_bytes bigint not null,
  verdict text not null,
  surveyed_at timestamptz not null,
  valid_until timestamptz not null,
  ends_because text not null,
  policy text not null,
  data_digest text not null,
  data_date timestamptz not null,
  counts jsonb not null,
  in_the_way int not null,
  components int not null,
  certificate text not null,
  report text not null,
  cyclonedx text not null,
  spdx text not null,
  job uuid not null,
  primary key (project, repository, digest)
);
create index survey_image_digest on survey_image (project, digest);
create index survey_image_asset on survey_image (asset_boundary, asset_name);

create table survey_finding (
  project text not null,
  repository text not null,
  digest text not null,
  position int not null,
  id text not null,
  kind text not null,
  name text not null,
  severity text not null,
  in_the_way boolean not null,
  document jsonb not null,
  primary key (project, repository, digest, position),
  foreign key (project, repository, digest) references survey_image on delete cascade
);
create index survey_finding_id on survey_finding (project, digest, id);

-- When a finding was first seen in a class of images. The earliest counts, whatever comes later.
create table survey_detection (
  boundary text not null,
  asset text not null,
  finding text not null,
  first_detected timestamptz not null,
  primary key (boundary, asset, finding)
);

-- Every certificate that was ever signed.
create table survey_certificate (
  digest text primary key,
  project text not null,
  boundary text not null,
  asset text not null,
  image text not null,
  outcome text not null,
  issued_at timestamptz not null,
  valid_until timestamptz not null,
  envelope text not null,
  job uuid not null unique
);
create index survey_certificate_asset on survey_certificate (boundary, asset, issued_at);
create index survey_certificate_image on survey_certificate (image);
