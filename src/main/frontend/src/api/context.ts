import { createContext, useContext } from 'react';
import { Api } from './client';

export const ApiContext = createContext<Api>(new Api(''));

export function useApi(): Api {
  return useContext(ApiContext);
}

/** Of Jenkins, without a slash at the end. */
export const RootUrlContext = createContext('');

export function useRootUrl(): string {
  return useContext(RootUrlContext);
}
