import { expect, it } from 'vitest';
import { z } from 'zod';
import { SynthesisContract } from '../../src/summarise/contract.js';

it('publishes the shape of the contract: a change to it is seen in review', async () => {
  const schema = z.toJSONSchema(SynthesisContract, { io: 'output' });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../docs/synthesis.schema.json');
});
