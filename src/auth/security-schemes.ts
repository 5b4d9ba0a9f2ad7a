/** Names of the API document's security schemes: what an operation may be called with. */
export const ACCESS_TOKEN_SCHEME = 'accessToken';
export const API_KEY_SCHEME = 'apiKey';
