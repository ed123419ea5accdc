# Signing in and out.
sign-in-citizen-text = Người dân và doanh nghiệp đăng nhập bằng tài khoản định danh điện tử VNeID, không cần tài khoản nào khác. Đăng nhập xong, ông/bà trở lại đúng trang đang xem.
sign-in-citizen = Đăng nhập bằng VNeID
sign-in-official-text = Cán bộ, công chức đăng nhập bằng tài khoản công vụ của cơ quan.
sign-in-official = Đăng nhập tài khoản công vụ
sign-in-official-link = Tôi là cán bộ, công chức
sign-in-citizen-link = Tôi là người dân hoặc doanh nghiệp
step-up-title = Xác nhận đúng là ông/bà
step-up-why = Nộp hồ sơ, xem kết quả và các việc liên quan đến hồ sơ cần tài khoản VNeID mức độ 2, để không ai làm thay ông/bà khi chưa được phép.
step-up-kept = Những gì ông/bà đã khai vẫn được giữ nguyên. Xác nhận xong, ông/bà trở lại đúng chỗ đang làm.
step-up-do = Xác nhận mức độ 2 bằng VNeID
step-up-none = Chưa có tài khoản mức độ 2? Ông/bà mang căn cước đến công an xã, phường bất kỳ để được cấp; tờ khai đang làm dở sẽ chờ ở đây.
step-up-later = Để sau, về trang của tôi
step-up-anew-why = Việc này ràng buộc trách nhiệm của cơ quan và của chính anh/chị, nên cần biết chắc chính anh/chị đang ngồi trước máy. Lần xác nhận trước đã quá vài phút.
step-up-anew-do = Xác nhận lại

kept-title = Chưa gửi: mời kiểm tra rồi gửi tiếp
kept-text = Lúc gửi thì phiên đăng nhập đã hết hoặc cần xác nhận thêm, nên chưa có gì được ghi nhận. Mọi điều đã nhập vẫn còn nguyên ở đây.
kept-typed = Những gì đã nhập
kept-send = Gửi tiếp
kept-not = Không gửi nữa, về trang của tôi

sessions-title = Nơi đang đăng nhập
sessions-text = Tài khoản này đang mở ở những nơi dưới đây. Thấy nơi nào lạ, hoặc quên thoát ở máy dùng chung, thì đăng xuất nơi đó.
sessions-done = Đã đăng xuất nơi đó.
sessions-unknown-device = Thiết bị không rõ
sessions-device = { $browser } trên { $system }
sessions-this = Nơi này
sessions-began = Đăng nhập lúc { $when }
sessions-used = Dùng lần cuối lúc { $when }
sessions-end = Đăng xuất nơi này
sessions-end-all = Đăng xuất mọi nơi
sessions-stranger = Nếu có người lạ vào tài khoản, sau khi đăng xuất mọi nơi, hãy mở ứng dụng định danh của mình để đổi mật khẩu hoặc khoá tài khoản.
