#!/bin/bash
# Steps 2 to 7 of the Lomash Wood runbook as a shell script, for comparison with the product.
# Left as it is written there, but for what is marked "Differs".
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Differs: older versions of aws do not read AWS_ENDPOINT_URL.
if [ -n "${AWS_ENDPOINT_URL:-}" ]; then
  aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }
fi

echo "# Step 2: promote RDS read replicas in eu-west-2"
REPLICAS=(
  lomash-auth-prod-replica
  lomash-products-prod-replica
  lomash-orders-prod-replica
  lomash-appointments-prod-replica
  lomash-content-prod-replica
  lomash-customers-prod-replica
  lomash-notifications-prod-replica
  lomash-analytics-prod-replica
)

for replica in "${REPLICAS[@]}"; do
  echo "Promoting $replica..."
  aws rds promote-read-replica \
    --db-instance-identifier "$replica" \
    --region eu-west-2 >/dev/null
done

echo "Waiting for promotions to complete..."
for replica in "${REPLICAS[@]}"; do
  aws rds wait db-instance-available \
    --db-instance-identifier "$replica" \
    --region eu-west-2
  echo "$replica promoted."
done

echo "# Step 3: scale up EKS in eu-west-2"
kubectl config use-context lomash-wood-eu-west-2

SERVICES=(
  auth-service
  product-service
  customer-service
  content-service
  notification-service
  order-payment-service
  appointment-service
  analytics-service
  api-gateway
)

for svc in "${SERVICES[@]}"; do
  kubectl scale "deployment/$svc" --replicas=3 -n lomash-wood
done

# The pods start with the old connection strings, so that these wait for their deadline in vain.
for svc in "${SERVICES[@]}"; do
  kubectl rollout status "deployment/$svc" -n lomash-wood
done

echo "# Step 4: update database connection strings"
SECRETS=$(cat "$HERE/secrets.yaml")
for DB in auth products orders appointments content customers notifications analytics; do
  NEW_HOST=$(aws rds describe-db-instances \
    --db-instance-identifier "lomash-${DB}-prod-replica" \
    --region eu-west-2 \
    --query 'DBInstances[0].Endpoint.Address' --output text)

  echo "$DB → $NEW_HOST"
  # Differs: the runbook leaves it to people to carry the hosts over into the file.
  SECRETS=${SECRETS//"\${HOST_$DB}"/$NEW_HOST}
done

kubectl apply -n lomash-wood -f - <<<"$SECRETS"
kubectl rollout restart deployment -n lomash-wood

echo "# Step 6: trigger DNS failover"
ZONE_ID=$(aws route53 list-hosted-zones-by-name --dns-name lomashwood.com \
  --query 'HostedZones[0].Id' --output text)
read -r ALB_DNS_NAME ALB_ZONE_ID < <(aws elbv2 describe-load-balancers --region eu-west-2 \
  --names lomash-api-eu-west-2 \
  --query 'LoadBalancers[0].[DNSName,CanonicalHostedZoneId]' --output text)

# Differs: the runbook upserts a simple record, which Route 53 refuses beside the failover pair of that name.
# This upserts the pair's primary record, now leading to eu-west-2.
aws route53 change-resource-record-sets \
  --hosted-zone-id "$ZONE_ID" \
  --change-batch '{
    "Changes": [{
      "Action": "UPSERT",
      "ResourceRecordSet": {
        "Name": "api.lomashwood.com",
        "Type": "A",
        "SetIdentifier": "primary",
        "Failover": "PRIMARY",
        "AliasTarget": {
          "HostedZoneId": "'"$ALB_ZONE_ID"'",
          "DNSName": "'"$ALB_DNS_NAME"'",
          "EvaluateTargetHealth": true
        }
      }
    }]
  }'

echo "# Step 7: verify failover complete"
# Differs: the runbook looks once, and the pods that step 4 restarted may not be ready yet.
REGION=$(curl -sf --retry 30 --retry-delay 1 --retry-all-errors https://api.lomashwood.com/health | jq .region)
echo "$REGION"
[ "$REGION" = '"eu-west-2"' ] || exit 1

bash "$HERE/smoke-test.sh" production
