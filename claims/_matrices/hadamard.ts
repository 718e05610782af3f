/** Entry ±1 of Sylvester's Hadamard matrix of any order 2^k, whose columns are orthogonal. */
export const hadamardSign = (row: number, column: number): 1 | -1 => parity(row & column) ? -1 : 1;

const parity = (bits: number): number => bits === 0 ? 0 : (bits & 1) ^ parity(bits >> 1);
