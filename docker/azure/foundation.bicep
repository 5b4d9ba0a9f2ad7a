// What both ways of running the service share: a registry for its image, a vault for its secrets, a workspace for its logs, and
// one identity that may read the first two. No secret is in here: `az keyvault secret set` puts them into the vault.

@description('Begins the name of everything; lower-case letters, digits and hyphens.')
@minLength(3)
@maxLength(18)
param name string = 'artwork-mapping'

param location string = resourceGroup().location

@description('Object id of whoever puts the secrets into the vault: `az ad signed-in-user show --query id --output tsv`.')
param administratorId string

@description('Object id of the identity that the pipeline signs in as; it may push images. Empty: no pipeline.')
param pipelineId string = ''

@description('How long logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Basic is the cheapest; Premium adds private endpoints.')
@allowed(['Basic', 'Standard', 'Premium'])
param registrySku string = 'Basic'

// Vaults and registries have names of their own in all of Azure.
var unique = uniqueString(resourceGroup().id, name)

var roles = {
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d'
  acrPush: '8311e382-0749-4cb8-b61a-304f252e45ec'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv${unique}'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'cr${unique}'
  location: location
  sku: { name: registrySku }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logRetentionDays
  }
}

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, roles.keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

resource pullsImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, roles.acrPull)
  scope: registry
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPull)
  }
}

resource setsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, administratorId, roles.keyVaultSecretsOfficer)
  scope: vault
  properties: {
    principalId: administratorId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
  }
}

resource pushesImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(pipelineId)) {
  name: guid(registry.id, pipelineId, roles.acrPush)
  scope: registry
  properties: {
    principalId: pipelineId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.acrPush)
  }
}

output identityName string = identity.name
output vaultName string = vault.name
output registryServer string = registry.properties.loginServer
output logsName string = logs.name
