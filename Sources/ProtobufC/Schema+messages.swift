import CRollcallProto

/// Every message type of `proto/`, and the well-known ones it uses.
extension Schema {
    package static var any: Schema { unsafe Schema(google__protobuf__any__schema()) }
    package static var duration: Schema { unsafe Schema(google__protobuf__duration__schema()) }
    package static var empty: Schema { unsafe Schema(google__protobuf__empty__schema()) }
    package static var timestamp: Schema { unsafe Schema(google__protobuf__timestamp__schema()) }
    package static var retryInfo: Schema { unsafe Schema(google__rpc__retry_info__schema()) }
    package static var status: Schema { unsafe Schema(google__rpc__status__schema()) }
    package static var healthCheckRequest: Schema {
        unsafe Schema(grpc__health__v1__health_check_request__schema())
    }
    package static var healthCheckResponse: Schema {
        unsafe Schema(grpc__health__v1__health_check_response__schema())
    }
    package static var storedEvent: Schema {
        unsafe Schema(rollcall__events__v1__stored_event__schema())
    }
    package static var storedUserCreated: Schema {
        unsafe Schema(rollcall__events__v1__user_created__schema())
    }
    package static var storedUserPhoneNumberUpdated: Schema {
        unsafe Schema(rollcall__events__v1__user_phone_number_updated__schema())
    }
    package static var storedPhoneNumberExported: Schema {
        unsafe Schema(rollcall__events__v1__phone_number_exported__schema())
    }
    package static var storedUserErased: Schema {
        unsafe Schema(rollcall__events__v1__user_erased__schema())
    }
    package static var organization: Schema { unsafe Schema(rollcall__v1__organization__schema()) }
    package static var createOrganizationRequest: Schema {
        unsafe Schema(rollcall__v1__create_organization_request__schema())
    }
    package static var listOrganizationsRequest: Schema {
        unsafe Schema(rollcall__v1__list_organizations_request__schema())
    }
    package static var listOrganizationsResponse: Schema {
        unsafe Schema(rollcall__v1__list_organizations_response__schema())
    }
    package static var setMembershipRequest: Schema {
        unsafe Schema(rollcall__v1__set_membership_request__schema())
    }
    package static var setMembershipResponse: Schema {
        unsafe Schema(rollcall__v1__set_membership_response__schema())
    }
    package static var apiKey: Schema { unsafe Schema(rollcall__v1__apikey__schema()) }
    package static var issueAPIKeyRequest: Schema {
        unsafe Schema(rollcall__v1__issue_apikey_request__schema())
    }
    package static var issueAPIKeyResponse: Schema {
        unsafe Schema(rollcall__v1__issue_apikey_response__schema())
    }
    package static var listAPIKeysRequest: Schema {
        unsafe Schema(rollcall__v1__list_apikeys_request__schema())
    }
    package static var listAPIKeysResponse: Schema {
        unsafe Schema(rollcall__v1__list_apikeys_response__schema())
    }
    package static var revokeAPIKeyRequest: Schema {
        unsafe Schema(rollcall__v1__revoke_apikey_request__schema())
    }
    package static var revokeAPIKeyResponse: Schema {
        unsafe Schema(rollcall__v1__revoke_apikey_response__schema())
    }
    package static var setOrganizationVisibilityRequest: Schema {
        unsafe Schema(rollcall__v1__set_organization_visibility_request__schema())
    }
    package static var limitAPIKeyRequest: Schema {
        unsafe Schema(rollcall__v1__limit_apikey_request__schema())
    }
    package static var userRecord: Schema { unsafe Schema(rollcall__v1__user_record__schema()) }
    package static var importUsersRequest: Schema {
        unsafe Schema(rollcall__v1__import_users_request__schema())
    }
    package static var importUsersResponse: Schema {
        unsafe Schema(rollcall__v1__import_users_response__schema())
    }
    package static var exportUsersRequest: Schema {
        unsafe Schema(rollcall__v1__export_users_request__schema())
    }
    package static var exportUsersResponse: Schema {
        unsafe Schema(rollcall__v1__export_users_response__schema())
    }
    package static var createBackupRequest: Schema {
        unsafe Schema(rollcall__v1__create_backup_request__schema())
    }
    package static var createBackupResponse: Schema {
        unsafe Schema(rollcall__v1__create_backup_response__schema())
    }
    package static var verifyStoreRequest: Schema {
        unsafe Schema(rollcall__v1__verify_store_request__schema())
    }
    package static var verifyStoreResponse: Schema {
        unsafe Schema(rollcall__v1__verify_store_response__schema())
    }
    package static var getStatusRequest: Schema {
        unsafe Schema(rollcall__v1__get_status_request__schema())
    }
    package static var getStatusResponse: Schema {
        unsafe Schema(rollcall__v1__get_status_response__schema())
    }
    package static var hotRecordsStatus: Schema {
        unsafe Schema(rollcall__v1__hot_records_status__schema())
    }
    package static var callCount: Schema {
        unsafe Schema(rollcall__v1__call_count__schema())
    }
    package static var writerStatus: Schema {
        unsafe Schema(rollcall__v1__writer_status__schema())
    }
    package static var histogram: Schema {
        unsafe Schema(rollcall__v1__histogram__schema())
    }
    package static var histogramBucket: Schema {
        unsafe Schema(rollcall__v1__histogram_bucket__schema())
    }
    package static var user: Schema { unsafe Schema(rollcall__v1__user__schema()) }
    package static var userKey: Schema { unsafe Schema(rollcall__v1__user_key__schema()) }
    package static var lookupUserRequest: Schema {
        unsafe Schema(rollcall__v1__lookup_user_request__schema())
    }
    package static var batchLookupUsersRequest: Schema {
        unsafe Schema(rollcall__v1__batch_lookup_users_request__schema())
    }
    package static var batchLookupUsersResponse: Schema {
        unsafe Schema(rollcall__v1__batch_lookup_users_response__schema())
    }
    package static var batchLookupUsersResponseResult: Schema {
        unsafe Schema(rollcall__v1__batch_lookup_users_response__result__schema())
    }
    package static var findOrCreateUserRequest: Schema {
        unsafe Schema(rollcall__v1__find_or_create_user_request__schema())
    }
    package static var findOrCreateUserResponse: Schema {
        unsafe Schema(rollcall__v1__find_or_create_user_response__schema())
    }
    package static var checkUserRequest: Schema {
        unsafe Schema(rollcall__v1__check_user_request__schema())
    }
    package static var checkUserResponse: Schema {
        unsafe Schema(rollcall__v1__check_user_response__schema())
    }
    package static var updatePhoneNumberRequest: Schema {
        unsafe Schema(rollcall__v1__update_phone_number_request__schema())
    }
    package static var updatePhoneNumberResponse: Schema {
        unsafe Schema(rollcall__v1__update_phone_number_response__schema())
    }
    package static var exportPhoneNumberRequest: Schema {
        unsafe Schema(rollcall__v1__export_phone_number_request__schema())
    }
    package static var exportPhoneNumberResponse: Schema {
        unsafe Schema(rollcall__v1__export_phone_number_response__schema())
    }
    package static var event: Schema { unsafe Schema(rollcall__v1__event__schema()) }
    package static var userCreated: Schema { unsafe Schema(rollcall__v1__user_created__schema()) }
    package static var userPhoneNumberUpdated: Schema {
        unsafe Schema(rollcall__v1__user_phone_number_updated__schema())
    }
    package static var phoneNumberExported: Schema {
        unsafe Schema(rollcall__v1__phone_number_exported__schema())
    }
    package static var userErased: Schema { unsafe Schema(rollcall__v1__user_erased__schema()) }
    package static var listUserEventsRequest: Schema {
        unsafe Schema(rollcall__v1__list_user_events_request__schema())
    }
    package static var listUserEventsResponse: Schema {
        unsafe Schema(rollcall__v1__list_user_events_response__schema())
    }
    package static var watchEventsRequest: Schema {
        unsafe Schema(rollcall__v1__watch_events_request__schema())
    }
    package static var eraseUserRequest: Schema {
        unsafe Schema(rollcall__v1__erase_user_request__schema())
    }
    package static var eraseUserResponse: Schema {
        unsafe Schema(rollcall__v1__erase_user_response__schema())
    }
    package static var ttrpcKeyValue: Schema { unsafe Schema(ttrpc__key_value__schema()) }
    package static var ttrpcRequest: Schema { unsafe Schema(ttrpc__request__schema()) }
    package static var ttrpcResponse: Schema { unsafe Schema(ttrpc__response__schema()) }
}
