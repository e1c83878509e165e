import * as v from 'valibot';

/** A list of items. Unlike that of `v.array`, its type lets callers give a readonly one. */
export function list<const Item extends v.GenericSchema>(
  item: Item,
): v.GenericSchema<readonly v.InferInput<Item>[], readonly v.InferOutput<Item>[]> {
  return v.array(item);
}
