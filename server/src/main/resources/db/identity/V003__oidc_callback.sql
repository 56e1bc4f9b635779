-- Where the provider sends people back to, as it is registered there.
alter table identity_oidc_provider add column callback text not null default '';
