{{/* The options of "seaworthy up"; takes the root as "root" and the component as "component". */}}
{{- define "seaworthy.options" -}}
{{- $values := .root.Values -}}
{{- $address := $values.listenAddress -}}
- up
- --roles={{ .component.roles }}
- --data=/var/lib/seaworthy/data
- --blobs=/var/lib/seaworthy/shared/blobs
- --advisories=/var/lib/seaworthy/shared/seaworthy/advisories
- --advisory-keys=/var/lib/seaworthy/shared/seaworthy/database-keys
- --listen={{ $address }}:8443
- --registry-listen={{ $address }}:8444
- --metrics-listen={{ $address }}:9443
{{- range default (list (include "seaworthy.hostName" .root)) $values.names }}
- --name={{ . }}
{{- end }}
{{- if $values.database.existingSecret }}
- --database=$(SEAWORTHY_DATABASE)
- --database-user=$(SEAWORTHY_DATABASE_USER)
- --database-password-file=/etc/seaworthy/database/password
{{- end }}
{{- if $values.tls.existingSecret }}
- --certificate=/etc/seaworthy/tls/tls.crt
- --key=/etc/seaworthy/tls/tls.key
{{- end }}
{{- if $values.signing.existingSecret }}
- --signing-key=/run/seaworthy/keys/signing.pem
{{- else if $values.signing.reference }}
- {{ printf "--signing-key=%s" $values.signing.reference | quote }}
{{- end }}
{{- if $values.clientAuthorities.existingConfigMap }}
- --client-ca=/etc/seaworthy/client-authorities/ca.crt
{{- end }}
{{- range $values.trustedProxies }}
- --trusted-proxy={{ . }}
{{- end }}
- --cryptography={{ $values.cryptography }}
- --audit-retention-days={{ int $values.audit.retentionDays }}
- --audit-review-days={{ int $values.audit.reviewDays }}
{{- range $values.audit.headsTo }}
- {{ printf "--audit-heads-to=%s" . | quote }}
{{- end }}
- --scans={{ int $values.scans.atOnce }}
- --scan-heap={{ int $values.scans.heapMebibytes }}
- --scan-minutes={{ int $values.scans.minutes }}
- --log=json
{{- range $values.extraOptions }}
- {{ . | quote }}
{{- end }}
{{- end -}}

{{- define "seaworthy.environment" -}}
{{- $values := .Values -}}
- name: HOME
  value: /var/lib/seaworthy
{{- with $values.javaOptions }}
- name: SEAWORTHY_JAVA_OPTS
  value: {{ . | quote }}
{{- end }}
{{- with $values.database }}
{{- if .existingSecret }}
- name: SEAWORTHY_DATABASE
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .addressKey }}
- name: SEAWORTHY_DATABASE_USER
  valueFrom:
    secretKeyRef:
      name: {{ .existingSecret }}
      key: {{ .userKey }}
{{- end }}
{{- end }}
{{- if $values.registryCredentials.existingSecret }}
- name: DOCKER_CONFIG
  value: /etc/seaworthy/registries
{{- end }}
{{- end -}}

{{/* Memory in MiB: the server's process, a backup beside it, PostgreSQL, and the scans. */}}
{{- define "seaworthy.resources" -}}
{{- $values := .root.Values -}}
{{- $settings := index $values .component.name -}}
{{- if $settings.resources -}}
{{- toYaml $settings.resources -}}
{{- else -}}
{{- $server := ternary 1280 1024 (eq "yes" (include "seaworthy.standalone" .root)) -}}
{{- $scan := add (int $values.scans.heapMebibytes) 384 -}}
{{- $scans := ternary (mul (int $values.scans.atOnce) $scan) 0 .component.scans -}}
requests:
  cpu: 500m
  memory: {{ printf "%dMi" (add 512 $scans) }}
limits:
  memory: {{ printf "%dMi" (add $server $scans) }}
{{- end -}}
{{- end -}}

{{- define "seaworthy.secretVolumes" -}}
{{- $values := .Values -}}
{{- if $values.database.existingSecret }}
- name: database
  secret:
    secretName: {{ $values.database.existingSecret }}
    defaultMode: 0440
    items:
      - {key: {{ $values.database.passwordKey | quote }}, path: password}
{{- end }}
{{- if $values.tls.existingSecret }}
- name: tls
  secret:
    secretName: {{ $values.tls.existingSecret }}
    defaultMode: 0440
{{- end }}
{{- if $values.signing.existingSecret }}
- name: signing
  secret:
    secretName: {{ $values.signing.existingSecret }}
    defaultMode: 0440
    items:
      - {key: {{ $values.signing.privateKey | quote }}, path: signing.pem}
      - {key: {{ $values.signing.publicKey | quote }}, path: signing.pem.pub}
- name: keys
  emptyDir:
    medium: Memory
    sizeLimit: 1Mi
{{- end }}
{{- if $values.registryCredentials.existingSecret }}
- name: registries
  secret:
    secretName: {{ $values.registryCredentials.existingSecret }}
    defaultMode: 0440
    items:
      - {key: .dockerconfigjson, path: config.json}
{{- end }}
{{- if $values.clientAuthorities.existingConfigMap }}
- name: client-authorities
  configMap:
    name: {{ $values.clientAuthorities.existingConfigMap }}
    items:
      - {key: {{ $values.clientAuthorities.key | quote }}, path: ca.crt}
{{- end }}
{{- end -}}

{{- define "seaworthy.secretMounts" -}}
{{- $values := .Values -}}
{{- if $values.database.existingSecret }}
- {name: database, mountPath: /etc/seaworthy/database, readOnly: true}
{{- end }}
{{- if $values.tls.existingSecret }}
- {name: tls, mountPath: /etc/seaworthy/tls, readOnly: true}
{{- end }}
{{- if $values.signing.existingSecret }}
- {name: keys, mountPath: /run/seaworthy/keys, readOnly: true}
{{- end }}
{{- if $values.registryCredentials.existingSecret }}
- {name: registries, mountPath: /etc/seaworthy/registries, readOnly: true}
{{- end }}
{{- if $values.clientAuthorities.existingConfigMap }}
- {name: client-authorities, mountPath: /etc/seaworthy/client-authorities, readOnly: true}
{{- end }}
{{- end -}}
