import { hash, verify } from '@node-rs/argon2';

/** Passwords are kept as argon2id hashes (RFC 9106, the library's default kind) in PHC string format. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, options);

/** Hash of nothing anyone knows: an unknown user name takes as long to refuse as a wrong password. */
const nobody = hashPassword(crypto.randomUUID());

export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobody), password);
  return matches && passwordHash !== null;
}
