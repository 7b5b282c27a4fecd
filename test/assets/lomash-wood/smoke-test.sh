#!/bin/bash
# Asks every service of the website whether it is well. Usage: smoke-test.sh production
set -u
failed=0
for path in /health /v1/auth/health /v1/products/health /v1/orders/health /v1/appointments/health \
  /v1/content/health /v1/customers/health /v1/notifications/health /v1/analytics/health; do
  # Pods that were just restarted need a moment; the whole website gets one.
  if curl -sf --retry 30 --retry-delay 1 --retry-all-errors -o /dev/null "https://api.lomashwood.com$path"; then
    echo "ok   $path"
  else
    echo "FAIL $path"
    failed=1
  fi
done
exit "$failed"
