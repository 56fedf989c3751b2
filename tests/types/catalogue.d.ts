// What each operation takes. Made from the catalogue in src/providers by `npm run build`: do not change it by hand.

/**
 * What each operation takes, spelled exactly as the vendor's API reference spells it.
 * The ids of the operations are `service:Operation`, as in the vendor's own permissions.
 */
export interface OperationMap {
  /**
   * Ice House: Melt a block.
   * Needs the permission `ice:Melt*`.
   * Works in these states: FROZEN, COLD.
   * @see https://docs.example.com/melt
   */
  "ice:MeltBlock": {
    /**
     * The block to melt.
     * Limits: 3 to 1,200 characters; pattern `^[a-z*\/-]*$`.
     * @example "block-1"
     */
    BlockId: string;
    /**
     * Whether to use a torch.
     * @example false
     */
    "x-force"?: boolean;
  };

  /**
   * Ice House: Find blocks.
   * Needs the permission `ice:FindBlocks`.
   * @see https://docs.example.com/find
   */
  "ice:FindBlocks": {
    /**
     * Only blocks in this state.
     * @example "COLD"
     */
    State?: "FROZEN" | "COLD" | (string & {});
    /**
     * Only blocks of these kinds.
     * Limits: at most 5 items; each at least 1 character.
     * @example ["clear"]
     */
    Kinds?: ("clear" | "white" | (string & {}))[];
    /**
     * Only these.
     * Limits: at most 50 items.
     * @example ["block-1"]
     */
    BlockIds?: string[];
    /**
     * The most to find.
     * Limits: 1 to 100.
     * @example 50
     */
    Limit?: number;
    /**
     * How many to pass over.
     * Limits: at least 0.
     * @example 0
     */
    Offset?: number;
    /** Only blocks that meet all of these. */
    Filters: {
      /** What to filter by. */
      Key: string;
      /**
       * Any of these.
       * @example ["a"]
       */
      Values?: string[];
    }[];
  };
}

/** Every operation that this package knows. */
export type OperationId = keyof OperationMap;
/** The operations that cancel a task. */
export type CancelOperationId = "ice:MeltBlock";
/** The operations that tell the state of one task. */
export type StatusOperationId = never;
/** The operations that find tasks. */
export type ListOperationId = "ice:FindBlocks";
