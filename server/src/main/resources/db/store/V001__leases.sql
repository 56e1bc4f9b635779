-- Who of several replicas does what only one may do; see Leases.
create table store_lease (
  name text primary key,
  holder text not null,
  fence bigint not null,
  until timestamptz not null
);
