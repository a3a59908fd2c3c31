import { createContext, useContext } from 'react';
import { Api } from './client';

export const ApiContext = createContext<Api>(new Api(''));

export function useApi(): Api {
  return useContext(ApiContext);
}
