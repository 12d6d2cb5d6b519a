export * from '@botyard/testkit'
