// What the CLI loads from dist/simulator.cjs; the simulator is kept out of every other bundle.
export { startScenario, type Environment, type ScenarioRequest } from './environment.ts';
export { configuredScenario } from './configured/configured-scenario.ts';
export type { DescribedService } from './configured/described-service.ts';
export { scaledClock, virtualClock } from './clock.ts';
export { findScenario, scenarioConfig, scenarioNames } from './scenarios/registry.ts';
export { startStage, type Stage } from './stage/stage.ts';
