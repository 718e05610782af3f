// @ts-types="./jstat.d.ts"
import jstat from "jstat";

export { jstat };
