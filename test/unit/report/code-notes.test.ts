import { expect, it } from 'vitest';
import { kinds } from '../../../src/kinds/registry.ts';
import type { Step } from '../../../src/plan/plan.ts';
import { tellCode } from '../../../src/report/code-notes.ts';

const step = (resource: string, more: Partial<Step>): Step => ({
  ...{ id: `${resource}:act`, resource, kind: 'toy', action: 'act', title: `Act on ${resource}` },
  ...{ region: 'eu-west-2', phase: 'data', risk: 'reversible', changes: true },
  ...{ expectedMs: 0, timeoutMs: 0, params: {}, calls: [], needs: [] },
  ...more,
});

it('says what to change in code once for all resources of a region', () => {
  const inCode = '`aws_db_instance`: remove `replicate_source_db`.';
  const told = tellCode([
    step('databases/orders', { inCode, risk: 'irreversible' }),
    step('databases/users', { inCode, risk: 'irreversible' }),
    step('databases/home', { inCode, region: 'eu-west-1' }),
    step('cases', { risk: 'irreversible', title: 'Open a case' }),
    step('notes', {}),
  ]);
  expect(told?.lines).toEqual([
    '`aws_db_instance`: remove `replicate_source_db`. (eu-west-2: databases/orders, databases/users)',
    '`aws_db_instance`: remove `replicate_source_db`. (eu-west-1: databases/home)',
    'Open a case (eu-west-2)',
    'and 1 change that can be taken back: compare with the config before the next apply.',
  ]);
});

it('says nothing where code need not know of anything', () => {
  expect(tellCode([step('notes', {})])).toBeUndefined();
});

it('is told by the kinds whose changes Terraform or GitOps would take back', () => {
  const silent = [...kinds.values()].filter((kind) => 'apply' in kind && !('inCode' in kind));
  // Messages, tickets, switches that are objects, and programs are in nobody's code.
  expect(silent.map(({ name }) => name).sort()).toEqual([
    'command',
    'email',
    'pagerduty',
    'route53-switch',
    'routing-control',
    's3-multi-region-access-point',
    'sns',
    'stripe-webhook',
    'support-case',
    'webhook',
  ]);
});
