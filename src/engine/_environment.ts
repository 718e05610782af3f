/** Sets a variable of the environment; without leave, or where it is set, it is left as it is. */
export function setUnlessSet(variable: string, value: string): boolean {
  if (!granted({ name: "env", variable }) || Deno.env.get(variable)) return false;
  Deno.env.set(variable, value);
  return true;
}

/** Whether something may be done without asking. */
export function granted(permission: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(permission).state === "granted";
}
