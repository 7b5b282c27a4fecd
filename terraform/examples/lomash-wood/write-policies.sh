#!/usr/bin/env bash
# Writes what each role has to be allowed, from failover.yml. Run it again, and apply, whenever failover.yml or the version of
# region-failover changes. It contacts nothing.
set -euo pipefail
config=${1:-failover.yml}
folder=$(dirname "${BASH_SOURCE[0]}")/policies
mkdir -p "$folder"/{plan,drill,failover,failback}

iam() { region-failover iam --config "$config" --json "${@:2}" >"$folder/$1.json"; }

iam plan/plan --operation plan --to eu-west-2
iam plan/health --operation health
iam drill/looks --operation drill --drill-type all --to eu-west-2
iam failover/away --operation failover --to eu-west-2
iam failover/back-when-home-is-up --operation failover --to eu-west-1
iam failover/dns-drill --operation drill --drill-type dns --to eu-west-2
iam failback/failback --operation failback --to eu-west-1
iam failback/reprotect-behind-standby --operation reprotect --to eu-west-2
iam failback/reprotect-behind-home --operation reprotect --to eu-west-1
