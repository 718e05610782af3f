import type { ClaimSpec, Profile, Registration, Suite } from "./spec.ts";

/** What a verdict is registered for. */
export interface Question {
  readonly reading: string;
  readonly suite: Suite;
  readonly profile: Profile;
}

/** Every registration of a reading for a suite and profile; a sound spec has exactly one. */
export function registrationsOf(
  spec: Pick<ClaimSpec, "registered">,
  { reading, suite, profile }: Question,
): readonly Registration[] {
  return spec.registered.filter((registration) =>
    registration.reading === reading && registration.suites.includes(suite) &&
    registration.profiles.includes(profile)
  );
}

/**
 * The one registration of a reading for a suite and profile. Throws a RangeError naming them where
 * there is none, or more than one.
 */
export function registrationOf(
  spec: Pick<ClaimSpec, "id" | "registered">,
  question: Question,
): Registration {
  const [registration, ...others] = registrationsOf(spec, question);
  if (registration && others.length === 0) return registration;
  const count = registration ? `${others.length + 1} verdicts` : "no verdict";
  throw new RangeError(
    `${spec.id} has registered ${count} for reading ${question.reading}, suite ${question.suite}, ` +
      `profile ${question.profile}: register exactly one`,
  );
}
