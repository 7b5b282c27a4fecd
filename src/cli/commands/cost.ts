import { Option } from 'commander';
import { renderDiagnostics } from '../../config/diagnostic.ts';
import type { Config } from '../../config/config.ts';
import { fail } from '../../errors.ts';
import { kinds } from '../../kinds/registry.ts';
import { estimateCost, lookAtCost } from '../../operations/cost-service.ts';
import type { ServiceCost } from '../../operations/cost-service.ts';
import { builtInPrices, readPrices } from '../../operations/price-files.ts';
import type { PriceTable } from '../../plan/price-table.ts';
import { neverCounted, renderCost } from '../../report/cost-text.ts';
import { openService, readConfig, type CommonOptions, type Terminal } from '../context.ts';
import type { Cli } from '../main.ts';
import { configOption, jsonOption } from '../options.ts';

type Options = CommonOptions & {
  readonly active?: string;
  readonly look?: boolean;
  readonly prices?: string;
};

/** `cost`: what the regions that stand by cost a month, and what could be cheaper. */
export function addCost({ program, terminal, run }: Cli): void {
  program
    .command('cost')
    .description('estimate what the regions that stand by cost a month; contacts nothing without --look')
    .addOption(new Option('--active <region>', 'the region that does not stand by (default: home)'))
    .addOption(
      new Option(
        '--look',
        'read sizes in the regions that stand by; needs the read permission that plan needs',
      ),
    )
    .addOption(
      new Option('--prices <file>', 'your own prices, as YAML or JSON, which stand before the built-in ones'),
    )
    .addOption(configOption())
    .addOption(jsonOption())
    .action(
      run(async (options: Options) => {
        const config = await readConfig(terminal, options);
        const prices = await pricesFor(terminal, options);
        const cost = await costFor(config, options, prices);
        const { width, palette } = terminal;
        terminal.out(
          options.json === true
            ? JSON.stringify(documentOf(config.service, cost), null, 2)
            : renderCost(config.service, cost, { palette, width }),
        );
        for (const warning of cost.warnings) terminal.err(`Not looked at: ${warning}`);
        return 'done';
      }),
    );
}

async function pricesFor(terminal: Terminal, options: Options): Promise<readonly PriceTable[]> {
  const builtIn = builtInPrices();
  if (options.prices === undefined) return [builtIn];
  const own = await readPrices(process.cwd(), options.prices);
  if (options.json !== true && own.diagnostics.length > 0) terminal.err(renderDiagnostics(own.diagnostics));
  if ('problem' in own) throw fail(own.problem);
  return [own.table, builtIn];
}

async function costFor(
  config: Config,
  { active, look }: Options,
  prices: readonly PriceTable[],
): Promise<ServiceCost> {
  if (look !== true) return await estimateCost({ config, registry: kinds, active, prices });
  const session = openService(config, config.regions.find((region) => region !== active) ?? '');
  try {
    return await lookAtCost(session, { active, prices });
  } finally {
    session.close();
  }
}

function documentOf(service: string, { active, looked, places, warnings }: ServiceCost) {
  return {
    ...{ schema_version: 1, service, active, looked, currency: 'USD' },
    places: places.map(({ place, lines, usd, atLeast, unknown, savings }) => ({
      ...{ place, monthly_usd: usd, at_least: atLeast, unknown },
      lines: lines.map((line) => ({
        ...{ resources: line.resources, what: line.what, quantity: line.quantity ?? null },
        price: line.price ?? null,
        ...{ monthly_usd: line.usd ?? null, at_least: line.atLeast, unknown: line.unknown ?? null },
      })),
      strategies: savings.map((saving) => ({ ...saving, usd: saving.usd ?? null })),
    })),
    ...{ never_counted: neverCounted, warnings },
  };
}
