{{- define "seaworthy.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 53 | trimSuffix "-" -}}
{{- end -}}

{{/* Leaves room for the longest ending, "-advisories". */}}
{{- define "seaworthy.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains (include "seaworthy.name" .) .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "seaworthy.name" .) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "seaworthy.selector" -}}
app.kubernetes.io/name: {{ include "seaworthy.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "seaworthy.labels" -}}
{{ include "seaworthy.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "seaworthy.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $image.repository $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository (default .Chart.AppVersion $image.tag) -}}
{{- end -}}
{{- end -}}

{{/* "yes" with a PostgreSQL of its own, else empty. */}}
{{- define "seaworthy.standalone" -}}
{{- if not .Values.database.existingSecret -}}yes{{- end -}}
{{- end -}}

{{- define "seaworthy.claim" -}}
{{- default (include "seaworthy.fullname" .) .Values.persistence.existingClaim -}}
{{- end -}}

{{- define "seaworthy.accessMode" -}}
{{- $usual := ternary "ReadWriteOnce" "ReadWriteMany" (eq "yes" (include "seaworthy.standalone" .)) -}}
{{- default $usual .Values.persistence.accessMode -}}
{{- end -}}

{{- define "seaworthy.hostName" -}}
{{- printf "%s.%s.svc" (include "seaworthy.fullname" .) .Release.Namespace -}}
{{- end -}}

{{/* What runs, as YAML: a list of components with their roles. */}}
{{- define "seaworthy.components" -}}
{{- if .Values.split -}}
- {name: platform, roles: "console,api,registry,sequencer", scans: false}
- {name: worker, roles: "worker", scans: true}
{{- else -}}
- {name: platform, roles: "console,api,registry,worker,sequencer", scans: true}
{{- end -}}
{{- end -}}

{{/* Values that fit their schema and still make no sense together. */}}
{{- define "seaworthy.check" -}}
{{- $values := .Values -}}
{{- if eq "yes" (include "seaworthy.standalone" .) -}}
{{- if or $values.split (gt (int $values.platform.replicas) 1) -}}
{{- fail "Several replicas need one PostgreSQL: give the Secret with its address as database.existingSecret." -}}
{{- end -}}
{{- else -}}
{{- if not $values.tls.existingSecret -}}
{{- fail "With database.existingSecret pods keep nothing of their own: give their certificate as tls.existingSecret." -}}
{{- end -}}
{{- if not (or $values.signing.existingSecret $values.signing.reference) -}}
{{- fail "With database.existingSecret pods keep nothing of their own: give the key that signs as signing.existingSecret or signing.reference." -}}
{{- end -}}
{{- $several := or $values.split (gt (int $values.platform.replicas) 1) -}}
{{- if and $several (ne "ReadWriteMany" (include "seaworthy.accessMode" .)) -}}
{{- fail "Several replicas share one volume: persistence.accessMode has to be ReadWriteMany." -}}
{{- end -}}
{{- end -}}
{{- if and $values.signing.existingSecret $values.signing.reference -}}
{{- fail "signing.existingSecret and signing.reference name two keys: give one." -}}
{{- end -}}
{{- end -}}

{{- define "seaworthy.podSecurity" -}}
runAsNonRoot: true
{{- with .Values.runAsUser }}
runAsUser: {{ int . }}
{{- end }}
{{- with .Values.runAsGroup }}
runAsGroup: {{ int . }}
{{- end }}
{{- with .Values.fsGroup }}
fsGroup: {{ int . }}
fsGroupChangePolicy: OnRootMismatch
{{- end }}
seccompProfile:
  {{- toYaml .Values.seccompProfile | nindent 2 }}
{{- end -}}

{{- define "seaworthy.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* The volume with blobs and advisory databases, and folders of the pod's own. */}}
{{- define "seaworthy.volumes" -}}
- name: temporary
  emptyDir:
    sizeLimit: {{ .Values.scratch.temporary }}
{{- if eq "yes" (include "seaworthy.standalone" .) }}
- name: data
  persistentVolumeClaim:
    claimName: {{ include "seaworthy.claim" . }}
{{- else }}
- name: data
  emptyDir:
    sizeLimit: {{ .Values.scratch.data }}
- name: shared
  persistentVolumeClaim:
    claimName: {{ include "seaworthy.claim" . }}
{{- end }}
{{- end -}}

{{- define "seaworthy.mounts" -}}
- name: temporary
  mountPath: /tmp
- name: data
  mountPath: /var/lib/seaworthy
{{- if ne "yes" (include "seaworthy.standalone" .) }}
- name: shared
  mountPath: /var/lib/seaworthy/shared
{{- end }}
{{- end -}}
